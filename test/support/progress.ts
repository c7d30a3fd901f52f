// Says how far a run is where no terminal shows it: after each twentieth of the test files.
import type { Reporter, TestModule, TestSpecification } from 'vitest/node';

const PARTS = 20;

export class Progress implements Reporter {
  #files = 0;
  #ended = 0;
  #failed = 0;
  #told = 0;
  #began = 0;

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#files = specifications.length;
    this.#began = performance.now();
  }

  onTestModuleEnd(module: TestModule): void {
    this.#ended++;
    if (!module.ok()) this.#failed++;
    const part = Math.floor((this.#ended / this.#files) * PARTS);
    if (part === this.#told) return;
    this.#told = part;
    const seconds = Math.round((performance.now() - this.#began) / 1000);
    const failed = this.#failed > 0 ? `, ${this.#failed} failed` : '';
    process.stdout.write(`${this.#ended} of ${this.#files} test files${failed}, ${seconds} s\n`);
  }
}
