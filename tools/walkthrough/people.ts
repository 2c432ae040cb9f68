import type { Office } from '../../db/officeSchema';
import { ApiClient } from '../apiClient';

/** Sessions of the demo people, one per login. */
export class People {
  private readonly sessions = new Map<string, Promise<ApiClient>>();

  constructor(
    private readonly baseUrl: string,
    readonly office: Office,
  ) {}

  as(login: string): Promise<ApiClient> {
    const known =
      this.sessions.get(login) ?? ApiClient.logIn(this.baseUrl, login, this.office.people.demoPassword);
    this.sessions.set(login, known);
    return known;
  }

  asPerson(personId: string): Promise<ApiClient> {
    const person = this.office.people.persons.find(({ id }) => id === personId);
    if (!person) throw new Error(`没有人员 ${personId}`);
    return this.as(person.login);
  }

  /** The first whose logins are printed: who drafts. */
  drafter(): Promise<ApiClient> {
    const [login] = this.office.people.printedLogins;
    if (!login) throw new Error('people.json 的 printedLogins 没有列出拟稿人');
    return this.as(login);
  }

  /** Somebody with a post that has this duty. */
  withDuty(duty: string): Promise<ApiClient> {
    const { posts, persons } = this.office.people;
    const on = new Set(posts.filter(({ duties }) => duties.includes(duty)).map(({ id }) => id));
    const person = persons.find((one) => one.posts.some((post) => on.has(post)));
    if (!person) throw new Error(`people.json 里没有人承担 ${duty}`);
    return this.as(person.login);
  }
}
