import { parseBody } from '../document/text';
import type { Block } from '../document/text';

/** Everything that a topic says of itself: what a version of it freezes and an opinion on it is bound to. */
export interface TopicText {
  categoryLabel: string;
  meetingLabel: string;
  reporter: string;
  minutes: number;
  purpose: string;
  proposal: string;
  explanation: string;
  budget: string;
  opinions: string;
  flags: { label: string; value: boolean }[];
  evidences: { label: string; words: string }[];
}

/** The topic as the numbered text of its version; what was left empty isn't mentioned. @rule art-38 */
export function topicBlocks(topic: TopicText): Block[] {
  const parts: [string, string][] = [
    ['议题目的', topic.purpose],
    ['提请会议决定的事项', topic.proposal],
    ['起草说明', topic.explanation],
    ['资金安排', topic.budget],
    ['征求意见情况', topic.opinions],
    ['程序依据', topic.evidences.map(({ label, words }) => `${label}：${words}`).join('\n')],
    [
      '会议安排',
      [
        `议题类别：${topic.categoryLabel}；拟提请${topic.meetingLabel}。`,
        `汇报人：${topic.reporter}，汇报${topic.minutes}分钟。`,
        topic.flags.map(({ label, value }) => `${label}：${value ? '是' : '否'}`).join('；'),
      ].join('\n'),
    ],
  ];
  const given = parts.filter(([, words]) => words.trim() !== '');
  return given.flatMap(([heading, words], index) => [
    { type: 'heading', level: 1, text: `${NUMERALS[index] ?? index + 1}、${heading}` } as const,
    ...parseBody(words),
  ]);
}

const NUMERALS = [...'一二三四五六七八九十'];
