import { computed, ref, watch } from 'vue';
import type { FollowPorts } from './api/follow-log.ts';
import { graphql } from './api/graphql.ts';
import { logEnd } from './api/log-end.ts';
import { createFollowers, gathered, mayFollow } from './followers.ts';
import { lastPosition, later } from './position.ts';
import { actingOffice } from './preferences.ts';
import { acting, viewer } from './viewer.ts';

/** Counts the times that something new was sealed in the village that is shown; `useQuery` asks anew with it. */
export const sealed = ref(0);

/** Everything that the page shows is asked for anew. */
export const askAnew = (): void => {
  sealed.value++;
};

const browser: FollowPorts = {
  open: ({ opened, heard, closed }) => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    socket.addEventListener('open', opened);
    socket.addEventListener('message', ({ data }) => heard(String(data)));
    socket.addEventListener('close', ({ code }) => closed(code));
    return socket;
  },
  endOf: (division) => logEnd(division, graphql),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  isVisible: () => document.visibilityState === 'visible',
  onVisibility: (run) => {
    document.addEventListener('visibilitychange', run);
    return () => document.removeEventListener('visibilitychange', run);
  },
};

let newest: string | undefined;
const askAnewOnce = gathered(browser, () => {
  // So that what is asked anew waits for the read models, which may be behind the log.
  lastPosition.value = later(lastPosition.value, newest);
  askAnew();
});
const follow = createFollowers(browser, (position) => {
  newest = later(newest, position);
  askAnewOnce();
});

/** As long as the page is there, what it asked for is asked anew when something of this village was sealed. */
export const followVillage = (code: () => string | undefined): void => {
  const followed = computed(() => {
    const [shown, now] = [code(), viewer.value];
    return shown !== undefined && now !== undefined && mayFollow(shown, now.villages, acting.value) ? shown : undefined;
  });
  watch(
    [followed, actingOffice],
    ([division, office], _, onCleanup) => {
      if (division !== undefined) onCleanup(follow(division, office));
    },
    { immediate: true },
  );
};
