import { generateIds } from './models/generateIds';
import { drawPictures } from './models/pictures';
import { generateReadme } from './models/readme';

/**
 * `npm run generate`: everything that is made from the models: ids, pictures, tables of processes/README.md.
 * `db/schema.sql` needs a database and has a command of its own (tools/schemaDump.ts).
 */
async function main(): Promise<void> {
  await generateIds();
  await generateReadme();
  await drawPictures();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
