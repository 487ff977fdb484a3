import { createFetchLog } from '../verify/fetch-from.ts';
import { deviceMemory } from '../verify/memory.ts';
import { stepText } from '../verify/step-text.ts';
import type { Step } from '../verify/steps.ts';
import { checkDeployment, type Finding } from './check-deployment.ts';
import { speak, type Spoken, type Tongue } from './texts.ts';
import './verifier.css';

const element = <Kind extends keyof HTMLElementTagNameMap>(
  kind: Kind,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Kind] => {
  const made = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const sentenceOf = (finding: Finding, spoken: Spoken): string => {
  const { step, verdict, params } = finding;
  if (step !== 'whole' && step !== 'note' && step !== 'all-heads') return stepText(finding as Step, spoken);
  const key = `${step === 'note' ? 'note_' : step}.${verdict}`;
  const { variant = '', at } = params as Readonly<Record<string, string | number>>;
  const date = at === undefined ? '' : spoken.formatTime(new Date(at).toISOString());
  return spoken.t(spoken.has(`${key}.${variant}`) ? `${key}.${variant}` : key, { ...params, date });
};

const marks = { proved: '✓', open: '–', failed: '✗' } as const;
const overall = (found: readonly Finding[]): Finding['verdict'] => {
  if (found.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return found.some(({ step }) => step === 'whole') && !found.some(({ step }) => step === 'network')
    ? 'proved'
    : 'open';
};

const report = (found: readonly Finding[], spoken: Spoken): HTMLElement => {
  const verdict = overall(found);
  const items = found.map((finding) =>
    element('li', { class: finding.verdict }, `${marks[finding.verdict]} ${sentenceOf(finding, spoken)}`),
  );
  const raw = element('pre', { tabindex: '0' }, JSON.stringify(found, null, 2));
  return element(
    'section',
    { class: `report ${verdict}` },
    element('h2', {}, `${marks[verdict]} ${spoken.t(`verify.verdict.${verdict}`)}`),
    element('ul', {}, ...items),
    element('details', {}, element('summary', {}, spoken.t('verify.details')), raw),
  );
};

const field = (name: string, label: string, input: HTMLElement): HTMLElement => {
  input.id = name;
  return element('p', {}, element('label', { for: name }, label), input);
};

const show = (tongue: Tongue, kept: { url: string; division: string; note: string }): void => {
  const spoken = speak(tongue);
  const { t } = spoken;
  document.documentElement.lang = tongue === 'zh' ? 'zh-CN' : 'en';
  document.title = t('title');
  const url = element('input', { type: 'url', required: '', placeholder: 'https://', autocomplete: 'url' });
  const division = element('input', { inputmode: 'numeric', required: '', maxlength: '12' });
  const note = element('textarea', { rows: '5', spellcheck: 'false' });
  [url.value, division.value, note.value] = [kept.url, kept.division, kept.note];
  const button = element('button', { type: 'submit' }, t('start'));
  const output = element('div', { role: 'status' });
  const now = () => ({ url: url.value.trim(), division: division.value.trim(), note: note.value });

  const form = element(
    'form',
    { novalidate: '' },
    field('url', t('url'), url),
    field('division', t('division'), division),
    field('note', t('note'), note),
    element('p', { class: 'hint' }, t('noteHint')),
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  const run = async () => {
    const given = now();
    if (!/^https?:\/\//.test(given.url)) return output.replaceChildren(element('p', { class: 'failed' }, t('badUrl')));
    if (!/^\d{12}$/.test(given.division))
      return output.replaceChildren(element('p', { class: 'failed' }, t('badDivision')));
    button.disabled = true;
    output.replaceChildren(element('p', {}, t('running')));
    const found = await checkDeployment({
      ...given,
      fetch: createFetchLog(new URL(given.url).origin),
      memory: deviceMemory(() => localStorage),
      now: Date.now(),
      onProgress: (read, size) => output.replaceChildren(element('p', {}, t('progress', { read, size }))),
    });
    button.disabled = false;
    output.replaceChildren(report(found, spoken));
  };
  const other = element('button', { type: 'button', class: 'plain' }, t('other'));
  other.addEventListener('click', () => show(tongue === 'zh' ? 'en' : 'zh', now()));
  document.body.replaceChildren(
    element('header', {}, element('strong', {}, t('title')), other),
    element('main', {}, element('h1', {}, t('title')), element('p', {}, t('lead')), form, output),
  );
};

show(navigator.language.startsWith('zh') ? 'zh' : 'en', { url: '', division: '', note: '' });
