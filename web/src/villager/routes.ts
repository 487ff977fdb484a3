import type { RouteRecordRaw } from 'vue-router';

export const villagerRoutes: readonly RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home-page.vue'), meta: { title: 'villager.home.title' } },
];
