import type { Office } from '../../db/officeSchema';
import type { Route } from './routes';

/** 报送依据 of a demo document: whatever a gate may ask for is there. */
const grounds = {
  meeting: '第3次常务会议第二项议题（演示）',
  opinions: '已征求发展改革、财政部门意见，均无不同意见（演示）',
  legality: '合法性审查意见第3号（演示）',
  counties: '已征求有关下级政府意见（演示）',
  stability: '已评估，风险等级为低（演示）',
  exception: '',
};

/** A demo draft for a route: what the API takes. */
export function draftFor(office: Office, { facts }: Route) {
  const kind = office.vocabulary.kinds.find(({ id }) => id === facts.kind);
  const body = [
    '为保障春耕期间农村公路安全畅通，现将有关事项明确如下。',
    '一、全面排查',
    '三月底前完成县道、乡道桥涵和边沟的排查，列出清单，逐项整改。',
    '二、落实养护',
    '（一）明确责任。每条道路明确一名负责人，并在路口公示。',
    '（二）保证用料。砂石料于四月上旬前备齐。',
    '三、及时报告',
    '遇有水毁、翻浆等情况，当日报告，并通报相邻地方。',
  ].join('\n');
  const content = {
    title: `关于春季农村公路养护工作的${kind?.label ?? ''}`,
    addressees: kind?.withoutAddressee ? [] : lowerGovernments(office),
    body,
    copyTo: [],
  };
  return { facts, content, grounds };
}

const lowerGovernments = ({ bodies }: Office): string[] =>
  bodies.filter(({ kind }) => kind === 'lower-government').map(({ name }) => name);
