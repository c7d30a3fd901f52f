// What work costs this process, every thread of it.

export interface Cost {
  /** Milliseconds. */
  cpu: number;
  wall: number;
}

export async function costOf(work: () => Promise<void>): Promise<Cost> {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}

export function sum(costs: Cost[]): Cost {
  const total = { cpu: 0, wall: 0 };
  for (const { cpu, wall } of costs) {
    total.cpu += cpu;
    total.wall += wall;
  }
  return total;
}

/** A table's row: what one of so many costs. */
export function each({ cpu, wall }: Cost, times: number) {
  return { 'CPU ms each': round(cpu / times), 'wall ms each': round(wall / times) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
