import type { Office } from '../../db/officeSchema';
import type { ApiClient } from '../apiClient';
import type { People } from './people';
import { takeSteps } from './steps';

/** A demo topic. */
interface Wish {
  title: string;
  purpose: string;
  proposal: string;
  material: string;
}

const WISHES: [Wish, Wish] = [
  {
    title: '关于做好今冬供暖保障工作的汇报',
    purpose: '部署今冬供暖保障工作。',
    proposal: '同意供暖保障工作方案，由主办部门修改后印发。',
    material: '一、总体要求\n保障城乡居民温暖过冬。\n二、主要措施\n逐户排查管网，备足燃料，落实值班。',
  },
  {
    title: '关于春季植树造林准备情况的汇报',
    purpose: '研究春季植树造林准备工作。',
    proposal: '同意春季植树造林安排。',
    material: '一、准备情况\n苗木、用水已经落实。\n二、存在问题\n管护人员不足，请各县市配齐。',
  },
];

/** Two departments' topics, each from the draft to the list of those that may be arranged; answers their cases. */
export async function proposeTopics(people: People): Promise<string[]> {
  const topics: string[] = [];
  for (const [index, login] of clerksOf(people.office).entries()) {
    const wish = WISHES[index];
    if (wish) topics.push(await proposeTopic(people, await people.as(login), wish));
  }
  return topics;
}

async function proposeTopic(people: People, clerk: ApiClient, wish: Wish): Promise<string> {
  const { material, title, ...rest } = wish;
  console.log(`\n【议题】${title}`);
  const { kinds, topicCategories, materialKinds } = people.office.meetings;
  const { id } = await clerk.post<{ id: string }>('/api/v1/topics', {
    title,
    ...rest,
    category: topicCategories[0]?.id,
    meetingKind: kinds.find(({ monthly }) => monthly)?.id,
    minutes: 15,
    budget: '所需资金从现有渠道安排。',
    explanation: '方案依据上级部署和本地实际起草。',
    concernedBodies: [],
    evidences: [],
  });
  const kind = materialKinds.find(({ isDraft }) => isDraft)?.id ?? '';
  const file = { name: '工作方案.txt', bytes: new TextEncoder().encode(material) };
  await clerk.upload(`/api/v1/topics/${id}/materials`, file, {
    kind,
    title: '工作方案（送审稿）',
    reason: '',
  });
  await clerk.post(`/api/v1/topics/${id}/submission`, {});
  const isListed = async (): Promise<boolean> =>
    (await clerk.get<{ state: string }>(`/api/v1/topics/${id}`)).state === 'in';
  await takeSteps(people, clerk, id, isListed);
  return id;
}

/** Logins of two clerks who draft, of different departments: the one who drafts papers, and another. */
export function clerksOf({ people: { posts, persons, printedLogins }, bodies }: Office): string[] {
  const first = persons.find(({ login }) => login === printedLogins[0]);
  const departments = new Set(bodies.filter(({ kind }) => kind === 'department').map(({ id }) => id));
  const postsOf = (ids: readonly string[]) => posts.filter(({ id }) => ids.includes(id));
  const own = new Set(postsOf(first?.posts ?? []).map(({ body }) => body));
  const other = persons.find(({ posts: ids }) =>
    postsOf(ids).some(
      ({ body, duties, isPrincipal, isInCharge, rank }) =>
        departments.has(body) &&
        !own.has(body) &&
        !isPrincipal &&
        !isInCharge &&
        !rank &&
        duties.length === 0,
    ),
  );
  return [first, other].flatMap((person) => (person ? [person.login] : []));
}
