/** Legal bodies of a village, and those that serve or govern it. */
export const bodyKinds = [
  'villagers-committee', // 村民委员会
  'residents-committee', // 居民委员会
  'collective', // 农村集体经济组织
  'group-collective', // 村民小组的集体经济组织
  'party-branch', // 村党组织
  'representatives', // 村民代表会议
  'delegates', // 成员代表大会
  'agency', // 乡镇代理记账机构
  'government', // 人民政府及其部门
] as const;
export type BodyKind = (typeof bodyKinds)[number];

export const officeKinds = [
  'committee-chair', // 村委会主任
  'committee-member', // 村委会委员
  'party-secretary', // 党组织书记
  'clerk', // 村文书
  'reporter', // 村报账员
  'supervision-chair', // 村务监督委员会主任
  'supervision-member', // 村务监督委员会成员
  'collective-chair', // 理事长
  'collective-director', // 理事
  'supervisor', // 监事
  'agency-accountant', // 代理会计
  'agency-cashier', // 出纳
  'agency-manager', // 代理机构负责人
  'department-officer', // 部门工作人员
  'auditor', // 审计人员
  'registrar', // 登记员
  'operator', // 运维人员
  'integrator', // 数据对接单位
] as const;
export type OfficeKind = (typeof officeKinds)[number];

/** From the highest to the lowest: 法律, 行政法规, 地方性法规, 规范性文件, 章程或村规民约. */
export const ranks = ['law', 'administrative-regulation', 'local-regulation', 'normative-document', 'charter'] as const;
export type Rank = (typeof ranks)[number];
