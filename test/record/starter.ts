// The starter record, as the project ships it.
import { readDataset } from '../../src/record/dataset.js';

export const STARTER = 'prisma/dataset';

export const readStarter = () => readDataset(STARTER);
