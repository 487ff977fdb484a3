import type { RefusalTexts } from '@cunjian/contracts';

/** Errors of a request as a whole, in `extensions.code`. What a service refuses has the codes of docs/refusals.md. */
export const gatewayRefusals: RefusalTexts = {
  'query.too-deep': {
    zh: '查询嵌套 {depth} 层，上限 {limit} 层',
    en: 'The query is {depth} levels deep; the limit is {limit}',
    when: 'Selections are nested too deeply, fragments counted where they are spread.',
    remedy: 'Ask in two queries, the second by `node(id)` or the ids that the first answered.',
  },
  'query.too-many-aliases': {
    zh: '查询使用了 {aliases} 个别名，上限 {limit} 个',
    en: 'The query has {aliases} aliases; the limit is {limit}',
    when: 'One query asks for the same fields under many names.',
    remedy: 'Use a list field with `first`, or several requests.',
  },
  'query.too-many-fields': {
    zh: '查询共 {fields} 个字段，上限 {limit} 个',
    en: 'The query has {fields} fields; the limit is {limit}',
    when: 'Too many fields are selected, fragments counted where they are spread.',
    remedy: 'Select what the page shows, no more.',
  },
  'query.too-many-root-fields': {
    zh: '一次请求包含 {fields} 项查询或操作，上限 {limit} 项',
    en: 'The request has {fields} fields at its root; the limit is {limit}',
    when: 'One request asks or does too many things at once.',
    remedy: 'Send several requests.',
  },
  'query.too-costly': {
    zh: '查询可能返回约 {cost} 项内容，上限 {limit} 项',
    en: 'The query may answer about {cost} things; the limit is {limit}',
    when: 'Fields times page sizes, variables included, are more than one request may ask for.',
    remedy: 'Ask for smaller pages, or fewer fields of each item.',
  },
  'query.bad-page-size': {
    zh: '{field} 应为 1 到 {limit} 的整数，而不是 {value}',
    en: '{field} must be a whole number from 1 to {limit}, not {value}',
    when: '`first` is not within its bounds.',
    remedy: 'Ask for the next page by `after`.',
  },
  'query.too-long': {
    zh: '查询文本有 {length} 个字符，上限 {limit} 个',
    en: 'The query has {length} characters; the limit is {limit}',
    when: 'The text of a query is too long. Values belong into `variables`, which do not count.',
    remedy: 'Put values into variables.',
  },
  'request.too-large': {
    zh: '请求内容超过 {limit} 字节',
    en: 'The request has more than {limit} bytes',
    when: 'The body of a request is too large.',
    remedy: 'Upload files by POST /upload and name them by their hash.',
  },
  'request.not-json': {
    zh: '请求须为 application/json 格式的一个对象',
    en: 'The request must be one JSON object, sent as application/json',
    when: 'Another method than POST, another content type, bad JSON, or several queries in one request.',
    remedy: 'POST {"query": …, "variables": …} with content-type: application/json.',
  },
  'request.cross-site': {
    zh: '来自其他网站的请求已被拒绝',
    en: 'A request from another site was refused',
    when: 'A session cookie came along with a request that the page itself did not make.',
    remedy: 'Open the page itself, or use a bearer token instead of the cookie.',
  },
  'request.bad-token': {
    zh: '访问令牌无效或已过期，请重新登录',
    en: 'The access token is not valid, or no longer: sign in again',
    when: 'A bearer token is malformed, expired, of another issuer or for another API.',
    remedy: 'Get a new one: `cunjian token`.',
  },
  'query.refused': {
    zh: '请求被拒绝：{reason}',
    en: 'Refused: {reason}',
    when: 'A service refused a query; `extensions.refusals` says why.',
    remedy: 'See the codes it holds.',
  },
  'request.bad-input': {
    zh: '输入有误：{detail}',
    en: 'The input is wrong: {detail}',
    when: 'A value is not of the form that the service asks for.',
    remedy: 'Mend the field that the message names.',
  },
  'request.not-found': {
    zh: '没有这项内容，或您无权查看',
    en: 'There is no such thing, or you may not see it',
    when: 'A path of the HTTP interface names nothing that the caller may see.',
    remedy: 'Sign in, or choose the office that may see it.',
  },
  'request.sign-in-first': {
    zh: '请先登录',
    en: 'Sign in first',
    when: 'Something was asked for that visitors may not do.',
    remedy: 'Sign in, or send a bearer token.',
  },
  'request.sign-in-failed': {
    zh: '登录未完成，请重新登录',
    en: 'Signing in did not work: begin again',
    when: 'The issuer refused, or its answer belongs to another attempt to sign in.',
    remedy: 'Open /sign-in again.',
  },
  'request.unknown-demo-account': {
    zh: '没有名为 {account} 的演示账号，可用：{accounts}',
    en: 'No demo account is named {account}; there are {accounts}',
    when: 'A token or a sign-in is asked for by a name that the demo does not have.',
    remedy: 'Use one of those named.',
  },
  'request.too-many': {
    zh: '请求过于频繁，请稍后再试',
    en: 'Too many requests: try again later',
    when: 'More requests came from one address than are allowed in a while.',
    remedy: 'Wait as long as the header Retry-After says.',
  },
  'request.timed-out': {
    zh: '处理超时，请重试',
    en: 'It took too long: try again',
    when: 'The server did not finish within its time limit.',
    remedy: 'Send the same again; a mutation with the same commandId.',
  },
};
