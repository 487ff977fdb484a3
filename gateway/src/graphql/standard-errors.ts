import type { Language, RefusalTexts } from '@cunjian/contracts';
import { scalarFormZh } from './scalars.ts';

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

/** Words of graphql-js and Apollo Server that a client is likely to see, in Chinese; `$1` is what they name. */
const translations: readonly (readonly [RegExp, string])[] = [
  [/^Syntax Error: ([^\n]*)/, '语法错误：$1'],
  [/^Cannot query field "([^"]*)" on type "([^"]*)"/, '类型 $2 没有字段 $1'],
  [/^Unknown argument "([^"]*)" on field "([^"]*)"/, '字段 $2 没有参数 $1'],
  [/^Unknown type "([^"]*)"/, '没有类型 $1'],
  [/^Unknown fragment "([^"]*)"/, '没有片段 $1'],
  [/^Argument "([^"]*)" of type "([^"]*)" is required/, '缺少参数 $1（类型 $2）'],
  [/^Field "([^"]*)" argument "([^"]*)" of type "([^"]*)" is required/, '字段 $1 缺少参数 $2（类型 $3）'],
  [/^Field "([^"]*)" of required type "([^"]*)" was not provided/, '缺少字段 $1（类型 $2）'],
  [/^Field "([^"]*)" is not defined by type "([^"]*)"/, '输入类型 $2 没有字段 $1'],
  [/^Field "([^"]*)" of type "([^"]*)" must have a selection/, '字段 $1（类型 $2）须写明所选的子字段'],
  [/^Field "([^"]*)" must not have a selection/, '字段 $1 没有子字段'],
  [/^Variable "([^"]*)" is not defined/, '变量 $1 没有声明'],
  [/^Variable "([^"]*)" is never used/, '变量 $1 没有使用'],
  [/^Variable "([^"]*)" of required type "([^"]*)" was not provided/, '缺少变量 $1（类型 $2）'],
  [/^Value "([^"]*)" does not exist in "([^"]*)" enum/, '枚举 $2 没有值 $1'],
  [/^Enum "([^"]*)" cannot represent [^:]*: ([^\n]*)/, '枚举 $1 不接受这个值：$2'],
  [/^Expected value of type "([^"]*)", found ([^\n]*)/, '应为 $1 类型，而不是 $2'],
  [/^Expected non-nullable type "([^"]*)" not to be null/, '应为 $1 类型，不能为空'],
  [/^Expected type "([^"]*)" to be an object/, '应为 $1 类型的对象'],
  [/^Int cannot represent [^:]*: ([^\n]*)/, '应为整数，而不是 $1'],
  [/^Float cannot represent [^:]*: ([^\n]*)/, '应为数字，而不是 $1'],
  [/^String cannot represent [^:]*: ([^\n]*)/, '应为文本，而不是 $1'],
  [/^Boolean cannot represent [^:]*: ([^\n]*)/, '应为 true 或 false，而不是 $1'],
  [/^ID cannot represent [^:]*: ([^\n]*)/, '应为编号，而不是 $1'],
  [/^Must provide (?:an operation|operation name)/, '请写明要执行哪一项操作'],
  [/^Name the operation/, '请写明要执行哪一项操作'],
  [/^GraphQL operations must contain a non-empty `query`/, '请求缺少 query'],
  [/^Maximum introspection depth exceeded/, '类型自省嵌套过深'],
];

const variable =
  /^Variable "([^"]*)" got invalid value (.*?)(?: at "([^"]*)")?; ((?:Expected|Field|Value|Enum|\w+ must be|\w+ cannot).*)$/s;
const scalar = /^(\w+) must be .*?, not ([^\n]*)$/;

/** Messages with another one inside, or with a form that is ours. */
const ofParts = (message: string): string | undefined => {
  const [, name, value, at, why] = variable.exec(message) ?? [];
  if (name !== undefined && why !== undefined)
    return `变量 ${name}${at === undefined ? ' ' : `（${at}）`}的值 ${value ?? ''} 不正确：${inChinese(why) ?? why}`;
  const [, type, shown] = scalar.exec(message) ?? [];
  const form = type === undefined ? undefined : scalarFormZh(type);
  return form === undefined ? undefined : `应为 ${form}，而不是 ${shown ?? ''}`;
};

const inChinese = (message: string): string | undefined => {
  const whole = ofParts(message);
  if (whole !== undefined) return whole;
  for (const [pattern, text] of translations) {
    const found = pattern.exec(message);
    if (found !== null) return text.replace(/\$(\d)/g, (_, at: string) => found[Number(at)] ?? '');
  }
  return undefined;
};

/** A message of the GraphQL library itself; what is not foreseen here keeps its words, which name what is wrong. */
export const standardMessage = (message: string, language: Language): string => {
  if (language === 'en') return message;
  return inChinese(message) ?? `请求有误：${message}`;
};
