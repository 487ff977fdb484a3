import { createRouter, createWebHistory } from 'vue-router';
import HomePage from './pages/home-page.vue';

export const router = createRouter({
  history: createWebHistory(),
  routes: [{ path: '/', component: HomePage }],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
