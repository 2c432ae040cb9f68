import { lintModels } from './models/lint';
import { readLocalEnvironment } from './localEnvironment';
import { deployAll } from '../engine/deploy';

/** `npm run deploy`: checks the models, then deploys all of them in one request. */
async function main(): Promise<void> {
  const problems = await lintModels();
  if (problems.length > 0) {
    console.error(`模型检查未通过，未部署：\n${problems.join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const { deployed } = await deployAll(readLocalEnvironment());
  console.log(`已部署 ${deployed} 个文件`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
