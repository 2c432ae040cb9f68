import { generateCoverage } from './articles/generate';
import { generateTemplates } from './models/elementTemplates';
import { generateIds } from './models/generateIds';
import { drawPictures } from './models/pictures';
import { generateReadme } from './models/readme';

/**
 * `npm run generate`: everything that is made from the models: ids, pictures, Modeler's
 * templates, tables of processes/README.md; and from models, code and tests what carries each article
 * (docs/articles.md, docs/process-map.md, offices/<office>/coverage.json).
 * `db/schema.sql` needs a database and has a command of its own (tools/schemaDump.ts).
 */
async function main(): Promise<void> {
  await generateIds();
  await generateTemplates();
  await generateReadme();
  await drawPictures();
  await generateCoverage();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
