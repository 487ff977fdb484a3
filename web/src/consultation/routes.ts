import type { RouteRecordRaw } from 'vue-router';
import { proceedingRoutes } from './proceedings/routes.ts';

/** What is deliberated and decided in a village: the same pages for villagers and for those who act in an office. */
export const consultationRoutes: readonly RouteRecordRaw[] = [
  ...proceedingRoutes,
  {
    path: '/village/:code(\\d{12})/topics',
    name: 'topics',
    props: true,
    component: () => import('./topics/topics-page.vue'),
    meta: { title: 'consultation.topic.list' },
  },
  {
    path: '/village/:code(\\d{12})/topics/new',
    name: 'propose',
    props: true,
    component: () => import('./topics/propose-page.vue'),
    meta: { title: 'consultation.topic.propose' },
  },
  {
    path: '/topic/:id',
    name: 'topic',
    props: true,
    component: () => import('./topics/topic-page.vue'),
    meta: { title: 'consultation.topic.title' },
  },
  {
    path: '/village/:code(\\d{12})/suggestions',
    name: 'suggestions',
    props: true,
    component: () => import('../suggestions/suggestions-page.vue'),
    meta: { title: 'consultation.suggestion.list' },
  },
  {
    path: '/village/:code(\\d{12})/suggestions/new',
    name: 'suggest',
    props: true,
    component: () => import('../suggestions/suggest-page.vue'),
    meta: { title: 'consultation.suggestion.make' },
  },
  {
    path: '/me/suggestions',
    name: 'my-suggestions',
    component: () => import('../suggestions/my-suggestions-page.vue'),
    meta: { title: 'consultation.suggestion.mine' },
  },
  {
    path: '/suggestion/:id',
    name: 'suggestion',
    props: true,
    component: () => import('../suggestions/suggestion-page.vue'),
    meta: { title: 'consultation.suggestion.title' },
  },
  {
    path: '/village/:code(\\d{12})/ballots',
    name: 'ballots',
    props: true,
    component: () => import('./ballots/ballots-page.vue'),
    meta: { title: 'consultation.ballot.list' },
  },
  {
    path: '/village/:code(\\d{12})/ballots/new',
    name: 'call-ballot',
    props: true,
    component: () => import('./ballots/call-ballot-page.vue'),
    meta: { title: 'consultation.ballot.call.title' },
  },
  {
    path: '/ballot/:id',
    name: 'ballot',
    props: true,
    component: () => import('./ballots/ballot-page.vue'),
    meta: { title: 'consultation.ballot.list' },
  },
  {
    path: '/ballot/:id/roll',
    name: 'ballot-roll',
    props: true,
    component: () => import('./ballots/roll-page.vue'),
    meta: { title: 'consultation.ballot.roll' },
  },
  {
    path: '/ballot/:id/work',
    name: 'ballot-work',
    props: true,
    component: () => import('./ballots/ballot-work-page.vue'),
    meta: { title: 'consultation.ballot.work.title' },
  },
  {
    path: '/me/ballots',
    name: 'my-ballots',
    component: () => import('./ballots/my-ballots-page.vue'),
    meta: { title: 'consultation.ballot.mine' },
  },
  {
    path: '/print/ballot/:id/:what(notice|roll|papers|proxies|tokens|result)',
    name: 'print-ballot',
    props: true,
    component: () => import('./ballots/print-ballot-page.vue'),
    meta: { title: 'consultation.ballot.print.title', bare: true },
  },
];
