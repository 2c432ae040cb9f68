import type { z } from 'zod';
import type { FieldError } from '../problems';

/** What the fields of requests are called on screen. */
const LABELS: Record<string, string> = {
  login: '登录名',
  password: '口令',
  facts: '发文要素',
  kind: '文种',
  series: '发文字',
  issuingName: '发文名义',
  direction: '行文方向',
  importance: '重要程度',
  normative: '是否规范性文件',
  urgency: '紧急程度',
  nature: '文件性质',
  matter: '事项',
  remit: '职权范围',
  wideInterest: '是否涉及公众权益、社会关注度高',
  counties: '是否涉及下级政府',
  grounds: '报送依据',
  'grounds.meeting': '会议决定',
  'grounds.opinions': '部门意见',
  'grounds.legality': '合法性审查',
  'grounds.counties': '下级政府意见',
  'grounds.stability': '社会稳定风险评估',
  'grounds.exception': '例外理由',
  content: '文稿',
  title: '标题',
  addressees: '主送机关',
  body: '正文',
  copyTo: '抄送机关',
  note: '附注',
  joint: '联合行文',
  issuer: '联合行文的机关',
  signatory: '签发人',
  signedOn: '签发日期',
  attendance: '参会人员',
  present: '出席人员',
  excused: '请假人员',
  observing: '列席人员',
  reviewer: '审核人',
  named: '所请的领导',
  confirmations: '核对事项',
  excepted: '除外的人',
  reason: '理由',
  postId: '职务',
  personId: '人员',
  fromPersonId: '委托人',
  fromPostId: '委托人职务',
  toPersonId: '受委托人',
  toPostId: '受委托人职务',
  delegation: '委托',
  preside: '主持工作',
  sign: '签发',
  kinds: '限于文种',
  matters: '限于事项',
  basis: '所据文件',
  option: '选项',
  since: '自何日起',
  chosenBy: '由谁定',
  validFrom: '起始时间',
  validUntil: '终止时间',
  destination: '去向',
  leavesAt: '外出时间',
  returnsAt: '预计返回时间',
  change: '到任或离任',
  day: '日期',
  draftingBodyId: '主办单位',
  revision: '修订号',
  decision: '办理意见',
  opinion: '意见',
  versionSha256: '文稿版本',
  scope: '范围',
  status: '状态',
  from: '起算时间',
  workingDays: '工作日数',
  year: '年度',
  number: '文号',
  issuedOn: '成文日期',
  source: '出处',
  daysOff: '放假日',
  workdays: '调休上班日',
  date: '日期',
  replaces: '替代的通知',
  amends: '调整的通知',
  basedOn: '所据的日历版本',
  version: '日历版本',
  purpose: '用途',
  departments: '单位',
  bodyId: '单位',
  limitDays: '另定期限',
  limitReason: '另定期限的理由',
  wantedUntil: '延期至',
  until: '延至',
  manner: '商定的方式',
  answer: '答复',
  proposedWording: '建议改为',
  replyNumber: '复函文号',
  spokenWith: '与谁通话',
  answeredAt: '通话时间',
  adoption: '采纳情况',
  reasons: '理由',
  nameUsed: '以谁的名义',
  startsAt: '开始时间',
  days: '会期',
  venue: '会议地点',
  place: '地点',
  format: '会议形式',
  formatReason: '不开视频会议的理由',
  size: '人数',
  budgetItem: '预算项目',
  budgetYuan: '预算金额',
  invitesHeads: '是否邀请下级政府负责人',
  headsReason: '邀请的理由',
  leaders: '拟请出席的本级领导',
  exceptionReason: '例外理由',
  requestCaseId: '请示',
  heldOn: '召开日期',
  costYuan: '支出',
  words: '说明',
  page: '页码',
  pageSize: '每页条数',
};

/** Zod's issues in the words of the form. */
export function describeIssues(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    field: issue.path.join('.'),
    label: labelOf(issue.path),
    message: messageOf(issue),
  }));
}

function labelOf(path: PropertyKey[]): string {
  const names = path.filter((part) => typeof part === 'string');
  const name = names.at(-1);
  const position = path.at(-1);
  // The same name may mean something else in another place.
  const label = name === undefined ? '请求' : (LABELS[names.slice(-2).join('.')] ?? LABELS[name] ?? name);
  return typeof position === 'number' ? `${label}第 ${position + 1} 项` : label;
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? '未填写' : '类型不对';
    case 'invalid_value':
      return issue.input === undefined || issue.input === ''
        ? '未选择'
        : `没有这一项，请从 ${issue.values.map(String).join('、')} 中选择`;
    case 'unrecognized_keys':
      return `有不认识的项：${issue.keys.join('、')}`;
    case 'too_small':
      return issue.origin === 'array' ? `至少填 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`;
    default:
      return issue.message;
  }
}
