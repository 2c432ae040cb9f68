import { readVocabulary } from '../../../tools/models/officeVocabulary';
import { ask, readTable } from '../../support/decisionTables';

const { inputs } = readVocabulary();
const categories = (inputs['topic.category'] ?? []).map(({ id }) => id);
const kinds = (inputs['topic.meetingKind'] ?? []).map(({ id }) => id);

const plain = {
  'facts.normative': false,
  'topic.major': false,
  'topic.touchesBusiness': false,
  given: false,
  namedBodies: 0,
};

const EVIDENCES = ['participation', 'experts', 'risk', 'legality', 'discussion'];

test.each(EVIDENCES)(
  'art-20 重大决策没有 %s 的依据不办，有的由办公室核对，不是重大决策的不问',
  async (evidence) => {
    const table = await readTable('topicGates');
    const asked = { ...plain, gate: `evidence-${evidence}` };
    expect(ask(table, { ...asked, 'topic.major': true })).toMatchObject({
      outcome: 'refuse',
      article: 'art-20',
    });
    expect(ask(table, { ...asked, 'topic.major': true, given: true })).toMatchObject({
      outcome: 'ask',
      article: 'art-20',
    });
    expect(ask(table, asked)).toMatchObject({ outcome: 'pass' });
  },
);

test('art-18 规范性文件没有合法性审查不办，是不是重大决策都一样', async () => {
  const table = await readTable('topicGates');
  for (const major of [true, false]) {
    const asked = { ...plain, gate: 'evidence-legality', 'facts.normative': true, 'topic.major': major };
    expect(ask(table, asked)).toMatchObject({ outcome: 'refuse', article: 'art-18' });
    expect(ask(table, { ...asked, given: true })).toMatchObject({ outcome: 'ask', article: 'art-18' });
  }
});

test('art-22 涉及市场主体的没有公平竞争审查不办', async () => {
  const table = await readTable('topicGates');
  const asked = { ...plain, gate: 'evidence-fairness' };
  expect(ask(table, { ...asked, 'topic.touchesBusiness': true })).toMatchObject({ outcome: 'refuse' });
  expect(ask(table, asked)).toMatchObject({ outcome: 'pass' });
});

test('art-38 任何议题都要有送审稿；规范性文件和重大决策还要有起草说明、意见采纳情况表', async () => {
  const table = await readTable('topicGates');
  expect(ask(table, { ...plain, gate: 'material-draft' })).toMatchObject({
    outcome: 'refuse',
    article: 'art-38',
  });
  for (const gate of ['material-explanation', 'material-adoption']) {
    expect(ask(table, { ...plain, gate })).toMatchObject({ outcome: 'pass' });
    for (const fact of ['facts.normative', 'topic.major']) {
      expect(ask(table, { ...plain, gate, [fact]: true })).toMatchObject({ outcome: 'refuse' });
      expect(ask(table, { ...plain, gate, [fact]: true, given: true })).toMatchObject({ outcome: 'pass' });
    }
  }
});

test('art-36 art-37 每一类议题至少有一种会议可上，规则不许的指明条文和改选哪种', async () => {
  const table = await readTable('meetingTopics');
  for (const category of categories) {
    const answers = kinds.map((kind) =>
      ask(table, { gate: 'topic-meeting', 'topic.category': category, 'topic.meetingKind': kind }),
    );
    expect(answers.some(({ outcome }) => outcome !== 'refuse')).toBe(true);
    for (const { words } of answers.filter(({ outcome }) => outcome === 'refuse')) {
      expect(words).toMatch(/请改选/);
    }
  }
});

test('art-21 规范性文件和重大规划两种会议都可以讨论', async () => {
  const table = await readTable('meetingTopics');
  for (const kind of kinds) {
    for (const category of ['normative-document', 'major-plan', 'plan-and-budget']) {
      const asked = { gate: 'topic-meeting', 'topic.category': category, 'topic.meetingKind': kind };
      expect(ask(table, asked)).toMatchObject({ outcome: 'pass', article: 'art-21' });
    }
  }
});
