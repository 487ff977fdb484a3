import type { RouteRecordRaw } from 'vue-router';

export const proceedingRoutes: readonly RouteRecordRaw[] = [
  {
    path: '/village/:code(\\d{12})/proceedings',
    name: 'proceedings',
    props: true,
    component: () => import('./proceedings-page.vue'),
    meta: { title: 'consultation.proceeding.list' },
  },
  {
    path: '/proceeding/:id',
    name: 'proceeding',
    props: true,
    component: () => import('./proceeding-page.vue'),
    meta: { title: 'consultation.proceeding.title' },
  },
  {
    path: '/village/:code(\\d{12})/resolutions',
    name: 'resolutions',
    props: true,
    component: () => import('../resolutions/resolutions-page.vue'),
    meta: { title: 'consultation.resolution.list' },
  },
  {
    path: '/resolution/:id',
    name: 'resolution',
    props: true,
    component: () => import('../resolutions/resolution-page.vue'),
    meta: { title: 'consultation.resolution.title' },
  },
  {
    path: '/print/resolution/:id',
    name: 'print-resolution',
    props: true,
    component: () => import('../resolutions/print-resolution-page.vue'),
    meta: { title: 'consultation.resolution.paper.title', bare: true },
  },
];
