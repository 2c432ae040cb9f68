import { draftFor } from './document';
import type { People } from './people';
import { findRoutes } from './routes';
import type { Route } from './routes';
import { savePdf } from './savePdf';
import { takeSteps } from './steps';

/** One demo document by every route of the table. */
export async function walkDocuments(people: People, folder: string): Promise<void> {
  const routes = await findRoutes(people.office, folder);
  for (const [index, route] of routes.entries()) {
    console.log(`\n【${index + 1}/${routes.length}】${route.words}`);
    await walkDocument(people, route);
  }
  console.log(`\n${routes.length} 条路径全部走通。`);
}

/** From draft to issued page. */
async function walkDocument(people: People, route: Route): Promise<void> {
  const clerk = await people.drafter();
  const { id } = await clerk.post<{ id: string }>('/api/v1/drafts', draftFor(people.office, route));
  await clerk.post(`/api/v1/drafts/${id}/submission`, {});
  const { documentNumber } = await takeSteps(people, clerk, id, ({ status }) => status === 'issued');
  console.log(`  印发　${documentNumber}　${await savePdf(clerk, `/api/v1/cases/${id}/document.pdf`, id)}`);
}
