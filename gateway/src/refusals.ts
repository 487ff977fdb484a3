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
  'query.variables-too-deep': {
    zh: '变量嵌套超过 {limit} 层',
    en: 'The variables are nested deeper than {limit} levels',
    when: 'Lists and objects stand within one another deeper than any input of the schema has them.',
    remedy: 'Send the input as the schema describes it.',
    remedyZh: '按接口定义的格式发送输入。',
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
  'request.bad-address': {
    zh: '地址有误：{value}',
    en: 'This address is malformed: {value}',
    when: 'A path or a header of the HTTP interface cannot be understood, as `%zz` in a path.',
    remedy: 'Follow the links of the page, or the paths of gateway/README.md.',
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
  'upload.person-quota': {
    zh: '您今天已上传 {used} MB，每人每天上限 {limit} MB',
    en: 'You uploaded {used} MB today; one person may upload {limit} MB a day',
    when: 'One person uploads more bytes within a day than the deployment allows (`CUNJIAN_UPLOAD_MB_PERSON`).',
    remedy: 'Scan at a lower resolution (200 dpi suffices), or go on tomorrow; the operator can raise the limit.',
    remedyZh: '降低扫描分辨率（200 dpi 即可），或明天再传；确有需要请系统管理员调高上限。',
  },
  'upload.division-quota': {
    zh: '本单位今天已上传 {used} MB，每天上限 {limit} MB',
    en: 'Your village or office uploaded {used} MB today; it may upload {limit} MB a day',
    when: 'Everybody of one village or office together uploads more bytes within a day than the deployment allows (`CUNJIAN_UPLOAD_MB_DIVISION`).',
    remedy: 'Scan at a lower resolution (200 dpi suffices), or go on tomorrow; the operator can raise the limit.',
    remedyZh: '降低扫描分辨率（200 dpi 即可），或明天再传；确有需要请系统管理员调高上限。',
  },
  'request.timed-out': {
    zh: '处理超时，请重试',
    en: 'It took too long: try again',
    when: 'The server did not finish within its time limit.',
    remedy: 'Send the same again; a mutation with the same commandId.',
  },
};

/** Codes of the GraphQL library itself; it finds the words, which `standardMessage` gives in the language of the request. */
export const standardRefusals: RefusalTexts = {
  GRAPHQL_PARSE_FAILED: {
    zh: '查询语句有语法错误',
    en: 'The query is not GraphQL',
    when: 'The text of a query cannot be parsed, or has too many tokens.',
    remedy: 'Mend the text at the place that `locations` names.',
    remedyZh: '按 locations 指出的位置改正查询语句。',
  },
  GRAPHQL_VALIDATION_FAILED: {
    zh: '查询语句与接口定义不符',
    en: 'The query does not fit the schema',
    when: 'A query names a field, an argument or a type that is not there, or a value of another type.',
    remedy: 'Look the field up in the schema (introspection, or gateway/schema).',
    remedyZh: '对照接口定义（自省查询或 gateway/schema）改正字段、参数或类型。',
  },
  BAD_USER_INPUT: {
    zh: '变量的值不正确',
    en: 'A variable has a wrong value',
    when: 'A variable is missing, or of another type or form than its declaration says.',
    remedy: 'Mend the variable that the message names.',
    remedyZh: '改正所指出的变量。',
  },
  BAD_REQUEST: {
    zh: '请求不完整',
    en: 'The request is not complete',
    when: 'The JSON object of a request lacks `query`, or its members are of another type.',
    remedy: 'POST {"query": …, "variables": …}.',
    remedyZh: '发送 {"query": …, "variables": …} 格式的请求。',
  },
  OPERATION_RESOLUTION_FAILURE: {
    zh: '不知道要执行哪一项操作',
    en: 'It is not said which operation to run',
    when: 'A document holds several operations and `operationName` names none of them.',
    remedy: 'Send `operationName`.',
    remedyZh: '用 operationName 写明要执行的操作。',
  },
};
