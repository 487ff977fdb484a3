import type { RouteRecordRaw } from 'vue-router';

/** Below `/work`. */
export const integratorsRoutes: RouteRecordRaw[] = [
  {
    path: 'webhooks',
    component: () => import('./webhooks-page.vue'),
    meta: { title: 'integrators.webhook.title' },
  },
  {
    path: 'webhooks/new',
    component: () => import('./register-page.vue'),
    meta: { title: 'integrators.webhook.register' },
  },
  {
    path: 'webhooks/:id',
    component: () => import('./webhook-page.vue'),
    props: true,
    meta: { title: 'integrators.webhook.title' },
  },
];
