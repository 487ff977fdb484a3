import type { RouteRecordRaw } from 'vue-router';

/** Pages for those who hold an office, all below `/work`; the header links to the route named `work`. */
export const officialsRoutes: readonly RouteRecordRaw[] = [];
