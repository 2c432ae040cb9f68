import { concernedBodies, jointBodies } from '../../../domain/countersign/concerned';
import type { JointAsking } from '../../../domain/countersign/jointIssue';
import { standingSignature, toSignJointly } from '../../../domain/countersign/jointIssue';

const bodies = [
  { id: 'health', name: '喀什地区卫生健康委员会', shortName: '卫生健康委员会' },
  { id: 'finance', name: '喀什地区财政局', shortName: '财政局' },
];
const organ = (issuer: string) => ({ issuer, signatory: '某某', signedOn: null });
const asked = (change: Partial<JointAsking> = {}): JointAsking => ({
  bodyId: 'finance',
  answer: 'agree',
  isBroken: false,
  change: 'none',
  ...change,
});

describe('art-45 谁会签、谁联合签发', () => {
  it('art-18 联合行文机关是本系统的单位的，全称简称都认；外单位和主办单位自己不算', () => {
    const joint = [organ('财政局'), organ('喀什地区财政局'), organ('喀什军分区'), organ('卫生健康委员会')];
    expect(jointBodies({ joint }, 'health', bodies)).toEqual(['finance']);
  });

  it('art-45 联合签发的单位不再另行会签，重复列的只算一次，主办单位不会签自己的', () => {
    const content = { concernedBodies: ['finance', 'education', 'health'] };
    expect(concernedBodies(content, ['education'], 'health', ['finance'])).toEqual(['education']);
  });
});

describe('art-45 联合行文各单位的签发', () => {
  it('art-45 没有请过的要请，签过的不再请', () => {
    expect(toSignJointly(['finance'], [])).toEqual(['finance']);
    expect(toSignJointly(['finance'], [asked()])).toEqual([]);
  });

  it('art-45 签后只改文字的仍然有效；有实质性改动的作废，要重新签', () => {
    expect(standingSignature('finance', [asked({ change: 'wording' })])).toBeDefined();
    expect(standingSignature('finance', [asked({ change: 'substantive' })])).toBeUndefined();
    expect(toSignJointly(['finance'], [asked({ change: 'substantive' })])).toEqual(['finance']);
  });

  it('art-45 对这一稿已经写明不同意的，不作签发，也不再就这一稿催他改口', () => {
    const askings = [asked({ answer: 'disagree' })];
    expect(standingSignature('finance', askings)).toBeUndefined();
    expect(toSignJointly(['finance'], askings)).toEqual([]);
  });

  it('art-45 先不同意、协商后同意的，以最后写明的为准；反过来也一样', () => {
    expect(standingSignature('finance', [asked({ answer: 'disagree' }), asked()])).toBeDefined();
    expect(standingSignature('finance', [asked(), asked({ answer: 'disagree' })])).toBeUndefined();
  });

  it('art-45 只有电话答复或者没有答复的，不是签发', () => {
    expect(standingSignature('finance', [asked({ answer: null })])).toBeUndefined();
  });

  it('art-44 随文退回而没有来得及签的，重新报送后再请；退回前已经签了的不必', () => {
    const ended = asked({ answer: null, isBroken: true });
    expect(toSignJointly(['finance'], [ended])).toEqual(['finance']);
    expect(toSignJointly(['finance'], [asked(), ended])).toEqual([]);
  });
});
