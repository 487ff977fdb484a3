import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Phones of 2020 (Chromium 85, Safari 14) read what we build. */
export const target = ['chrome85', 'safari14.1', 'firefox80'];

/** The page. The verifier, one static file beside it, is built by vite.verifier.config.ts. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false },
  build: { target, outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      '/graphql': 'http://127.0.0.1:4000',
      '/log': 'http://127.0.0.1:4000',
      '/sign-in': 'http://127.0.0.1:4000',
      '/sign-out': 'http://127.0.0.1:4000',
      '/upload': 'http://127.0.0.1:4000',
    },
  },
});
