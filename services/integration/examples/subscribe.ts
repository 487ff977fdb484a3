/**
 * Follows a village over a WebSocket and prints what happens, a JSON line each; after a break it goes on where it was.
 *
 *     node services/integration/examples/subscribe.ts http://127.0.0.1:4000 <token> <office> 330324108207 [<from index>]
 */
const [url = '', token = '', office = '', division = '', from = '0'] = process.argv.slice(2);
const query = `subscription ($division: DivisionCode!, $fromIndex: Int) {
  divisionEvents(division: $division, fromIndex: $fromIndex) { index event commitment type time text salt } }`;

/** Keep it where the entries go, in the same transaction. */
let next = Number(from);
const pauseMs = 2_000;

const follow = (): void => {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const payload = { authorization: `Bearer ${token}`, office };
  socket.addEventListener('open', () => send({ type: 'connection_init', payload }));
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      type: string;
      payload?: { data?: { divisionEvents: { index: number } } };
    };
    const variables = { division, fromIndex: next };
    if (message.type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: { query, variables } });
    const entry = message.payload?.data?.divisionEvents;
    if (entry === undefined) return message.type === 'connection_ack' ? undefined : console.error(String(data));
    next = entry.index + 1;
    console.log(JSON.stringify(entry));
  });
  socket.addEventListener('close', ({ code, reason }) => {
    console.error(`closed: ${code} ${reason}`);
    // eslint-disable-next-line no-restricted-syntax -- an example for systems outside, which have no clock of ours
    if (code !== 4403) setTimeout(follow, pauseMs);
  });
};
follow();
