import type { RouteRecordRaw } from 'vue-router';

export const villagerRoutes: readonly RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home-page.vue'), meta: { title: 'villager.home.title' } },
  { path: '/me', name: 'me', component: () => import('./me/me-page.vue'), meta: { title: 'villager.me.title' } },
  {
    path: '/village/:code(\\d{12})',
    name: 'village',
    props: true,
    component: () => import('./village/village-page.vue'),
    meta: { title: 'villager.village.title' },
  },
  {
    path: '/village/:code(\\d{12})/organisation',
    name: 'organisation',
    props: true,
    component: () => import('./village/organisation-page.vue'),
    meta: { title: 'villager.village.organisation' },
  },
  {
    path: '/village/:code(\\d{12})/notices',
    name: 'notices',
    props: true,
    component: () => import('./notices/notices-page.vue'),
    meta: { title: 'villager.village.notices' },
  },
  {
    path: '/notice/:id',
    name: 'notice',
    props: true,
    component: () => import('./notices/notice-page.vue'),
    meta: { title: 'villager.notice.title' },
  },
];
