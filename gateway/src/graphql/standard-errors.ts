import type { Language } from '@cunjian/contracts';

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
  [/^Variable "([^"]*)" got invalid value ([^;]*);([^\n]*)/, '变量 $1 的值 $2 不正确：$3'],
  [/^Value "([^"]*)" does not exist in "([^"]*)" enum/, '枚举 $2 没有值 $1'],
  [/^Enum "([^"]*)" cannot represent ([^\n]*)/, '枚举 $1 不接受这个值：$2'],
  [/^Expected value of type "([^"]*)", found ([^\n]*)/, '应为 $1 类型，而不是 $2'],
  [/^Int cannot represent ([^\n]*)/, '整数不接受这个值：$1'],
  [/^String cannot represent ([^\n]*)/, '文本不接受这个值：$1'],
  [/^Must provide (?:an operation|operation name)/, '请写明要执行哪一项操作'],
  [/^Name the operation/, '请写明要执行哪一项操作'],
  [/^GraphQL operations must contain a non-empty `query`/, '请求缺少 query'],
  [/^Maximum introspection depth exceeded/, '类型自省嵌套过深'],
  [/^(\w+) must be ([^\n]*)/, '$1 的格式不对：$2'],
];

/** A message of the GraphQL library itself; what is not foreseen here keeps its words, which name what is wrong. */
export const standardMessage = (message: string, language: Language): string => {
  if (language === 'en') return message;
  for (const [pattern, text] of translations) {
    const found = pattern.exec(message);
    if (found !== null) return text.replace(/\$(\d)/g, (_, at: string) => found[Number(at)] ?? '');
  }
  return `请求有误：${message}`;
};
