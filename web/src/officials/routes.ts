import type { RouteRecordRaw } from 'vue-router';
import { integratorsRoutes } from '../integrators/routes.ts';

const titled = (key: string) => ({ title: `officials.${key}` });

/** Pages for those who hold an office, all below `/work`; the header links to the route named `work`. */
const children: RouteRecordRaw[] = [
  { path: '', name: 'work', component: () => import('./work/work-page.vue'), meta: titled('title') },
  { path: 'board', component: () => import('./disclosure/board-page.vue'), meta: titled('board.title') },
  { path: 'import', component: () => import('./import/import-page.vue'), meta: titled('import.title') },
  { path: 'reviews', component: () => import('./disclosure/reviews-page.vue'), meta: titled('nav.reviews') },
  {
    path: 'disclosures/new',
    component: () => import('./disclosure/editor-page.vue'),
    props: { mode: 'new' },
    meta: titled('editor.title.new'),
  },
  {
    path: 'disclosures/:id',
    component: () => import('./disclosure/disclosure-page.vue'),
    props: true,
    meta: titled('disclosure.title'),
  },
  {
    path: 'disclosures/:id/edit',
    component: () => import('./disclosure/editor-page.vue'),
    props: ({ params }) => ({ mode: 'edit', id: params['id'] }),
    meta: titled('editor.title.edit'),
  },
  {
    path: 'disclosures/:id/correct',
    component: () => import('./disclosure/editor-page.vue'),
    props: ({ params }) => ({ mode: 'correct', id: params['id'] }),
    meta: titled('editor.title.correct'),
  },
  {
    path: 'disclosures/:id/paper',
    component: () => import('./objection/paper-page.vue'),
    props: true,
    meta: titled('objection.paperTitle'),
  },
  { path: 'objections', component: () => import('./objection/objections-page.vue'), meta: titled('nav.objections') },
  { path: 'notices', component: () => import('./notice/notices-work-page.vue'), meta: titled('nav.notices') },
  { path: 'notices/new', component: () => import('./notice/notice-new-page.vue'), meta: titled('notice.new') },
  {
    path: 'notices/:id',
    component: () => import('./notice/notice-work-page.vue'),
    props: true,
    meta: titled('nav.notices'),
  },
  {
    path: 'statistics/:code(\\d{12})?',
    component: () => import('./oversight/statistics-page.vue'),
    props: ({ params }) => (params['code'] ? { code: params['code'] } : {}),
    meta: titled('statistics.title'),
  },
  {
    path: 'consultation/:code(\\d{12})?',
    component: () => import('../consultation/figures/figures-page.vue'),
    props: ({ params }) => (params['code'] ? { code: params['code'] } : {}),
    meta: { title: 'consultation.figures.title' },
  },
  { path: 'audit', component: () => import('./audit/audit-page.vue'), meta: titled('audit.title') },
  {
    path: 'audit/:code(\\d{12})',
    component: () => import('./audit/village-audit-page.vue'),
    props: true,
    meta: titled('audit.title'),
  },
  {
    path: 'history/:id',
    component: () => import('./audit/history-page.vue'),
    props: true,
    meta: titled('audit.compare'),
  },
  { path: 'exports', component: () => import('./audit/exports-page.vue'), meta: titled('nav.exports') },
  { path: 'residents', component: () => import('./registry/residents-page.vue'), meta: titled('nav.residents') },
  { path: 'members', component: () => import('./registry/members-page.vue'), meta: titled('nav.members') },
  { path: 'kinship', component: () => import('./registry/kinship-page.vue'), meta: titled('nav.kinship') },
  {
    path: 'personal-data',
    component: () => import('./registry/personal-data-page.vue'),
    meta: titled('nav.personalData'),
  },
  { path: 'contracts', component: () => import('./registry/contracts-page.vue'), meta: titled('nav.contracts') },
  { path: 'bodies', component: () => import('./registry/bodies-page.vue'), meta: titled('nav.bodies') },
  { path: 'slips', component: () => import('./registry/slips-page.vue'), meta: titled('nav.slips') },
  { path: 'divisions', component: () => import('./registry/divisions-page.vue'), meta: titled('nav.divisions') },
  ...integratorsRoutes,
];

export const officialsRoutes: readonly RouteRecordRaw[] = [
  { path: '/work', component: () => import('./work-layout.vue'), children },
];
