import type { Masking } from '@cunjian/contracts';

/** 复姓 in use today, after the list of 《百家姓》 and the Ministry of Public Security's name reports. */
const compoundSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 ' +
    '长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 ' +
    '南门 羊舌 微生 公户 公玉 梁丘 左丘 东门 西门 第五 欧陽 完颜 纳兰 叶赫 爱新 贺兰 淳于 单于'
  ).split(' '),
);

/** Payees are often firms and offices: their names are no personal data. */
const organisation =
  /(公司|合作社|经济社|经济合作社|供销社|信用社|委员会|村委会|居委会|党支部|党总支|银行|支行|分行|学校|小学|中学|幼儿园|医院|卫生院|卫生室|事务所|服务部|经营部|门市部|营业部|供电所|派出所|财政所|管理所|服务站|加油站|工作站|中心|超市|商店|商行|饭店|酒店|宾馆|工厂|加工厂|工程队|施工队|老年协会|协会|基金会|人民政府|办事处|税务局|财政局|村民小组|[一-龥]{4,}[局厂店站部队社院校会组])$/u;

const mobile = /^(\+?86)?1\d{10}$/;

/** Hides as many characters as a passer-by must not read; the length of a name is not told. */
export const mask = (masking: Masking, value: string): string | null => {
  switch (masking) {
    case 'name':
      return maskName(value);
    case 'phone':
      return maskPhone(value.replace(/[\s-]/g, ''));
    case 'id-number':
      return value.length < 8
        ? '*'.repeat(value.length)
        : value.slice(0, 3) + '*'.repeat(value.length - 5) + value.slice(-2);
    case 'bank-account':
      return value.length < 8 ? '****' : '****' + value.replace(/\s/g, '').slice(-4);
    case 'hidden':
      return null;
  }
};

/** 张三丰 → 张*, 欧阳修 → 欧阳*; a firm's name stays. */
const maskName = (name: string): string => {
  if (organisation.test(name)) return name;
  const surname =
    compoundSurnames.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : [...name].slice(0, 1).join('');
  return surname + '*';
};

const maskPhone = (phone: string): string =>
  mobile.test(phone)
    ? phone.slice(-11, -8) + '****' + phone.slice(-4)
    : '****' + (phone.length > 6 ? phone.slice(-2) : '');
