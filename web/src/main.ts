import { createApp } from 'vue';
import './styles/base.css';
import App from './app.vue';
import { i18n } from './i18n/index.ts';
import { keepFocus } from './keep-focus.ts';
import { router } from './router.ts';

// After an update the parts of an open page are gone under their old names: it is loaded anew.
window.addEventListener('vite:preloadError', () => location.reload());

createApp(App).use(i18n).use(router).mount('#app');
const app = document.getElementById('app');
if (app !== null) keepFocus(app);
