// After each file that starts the program: its processes are ended and its folders gone.
import { afterAll } from 'vitest';
import { clearUp } from './process.js';

afterAll(clearUp);
