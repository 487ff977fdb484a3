import { nextTick, watch } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { consultationRoutes } from './consultation/routes.ts';
import { i18n } from './i18n/index.ts';
import { officialsRoutes } from './officials/routes.ts';
import { focusPage } from './focus-page.ts';
import { shownTitle } from './title.ts';
import { villagerRoutes } from './villager/routes.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the text in the title of the window; a page that knows better calls `useTitle`. */
    title?: string;
    /** Without header and footer: what is printed. */
    bare?: boolean;
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...villagerRoutes,
    ...consultationRoutes,
    ...officialsRoutes,
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./shell/not-found-page.vue'),
      meta: { title: 'state.notFound' },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach((to, from) => {
  if (to.path !== from.path) shownTitle.value = undefined;
});

router.afterEach(async (to, from) => {
  // The first page is read out anyway.
  if (from.matched.length === 0 || to.path === from.path) return;
  await nextTick();
  focusPage();
});

watch(
  [shownTitle, router.currentRoute, i18n.global.locale],
  ([title, { meta }]) => {
    const { t } = i18n.global;
    const page = title ?? (meta.title === undefined ? undefined : t(meta.title));
    document.title = page === undefined ? t('app.name') : `${page} · ${t('app.name')}`;
  },
  { immediate: true },
);
