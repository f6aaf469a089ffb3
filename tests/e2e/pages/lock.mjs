// The lock of the page as a reader meets it: badge, check, clearing.
import { App } from './app.mjs';

export const ROUTE = '#/about/lock';

export class LockPage extends App {
  badge() {
    return this.page.locator('#lock-badge');
  }

  /** Runs the check; how each way ended. */
  async check() {
    await this.press('check_now');
    const rows = this.page.locator('.check-table tbody tr');
    await rows.first().waitFor();
    return Object.fromEntries(
      await rows.evaluateAll((all) => all.map(({ dataset }) => [dataset.way, dataset.outcome])),
    );
  }

  /** Presses the button that clears everything, both times. */
  async clearEverything() {
    await this.press('clear_everything');
    await this.press('clear_everything');
  }
}
