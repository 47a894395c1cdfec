import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** mocha's spec reporter. Also writes the counts as JSON to the file that MUSTER_TEST_COUNTS names, for tools/test.mjs and .ci/run. */
export default class SpecWithCounts extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.MUSTER_TEST_COUNTS;
    if (!file) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, `${JSON.stringify({ passes, failures, pending })}\n`);
    });
  }
}
