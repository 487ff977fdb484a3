import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The page, and beside it the verifier as one static file that anybody may serve from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      '/graphql': 'http://127.0.0.1:4000',
      '/log': 'http://127.0.0.1:4000',
      '/sign-in': 'http://127.0.0.1:4000',
    },
  },
});
