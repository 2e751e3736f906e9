import { join } from 'node:path';
import type { Command } from 'commander';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { newKey } from '../relay/keys';
import { startRelay } from '../relay/relay';
import { simulatorAddress } from '../session/presentation/scriptTag';
import { longestOf } from '../simulator/scenario/limits';
import { reportText, scenarioReportSchema } from '../simulator/scenario/report';
import type { ScenarioReport } from '../simulator/scenario/report';
import type { Scenario } from '../simulator/scenario/scenario';
import { withScenario } from '../simulator/scenario/scenarioAddress';
import { BrowserError, firstLine, launchChromium } from './chromium';
import { addUrl, readScenarioFile } from './options';

interface TestOptions {
  readonly scenario: Scenario;
  readonly widget: readonly string[];
  readonly interactionWidget: readonly string[];
  readonly json: boolean;
}

/** How long a page may take to load, besides what the scenario takes. */
const loadingMs = 30_000;

/** Adds `deskside test`: plays a scenario with a widget in headless Chromium. Exit code 1 if it fails. */
export function addTest(program: Command): void {
  program
    .command('test')
    .description('Play a scenario with a widget in headless Chromium and report how it went.')
    .requiredOption('--scenario <file>', 'a file, or the name of one of the scenarios shipped', readScenarioFile)
    .option('--widget <url>', 'widget to test (repeatable); the sample widget by default', addUrl, [])
    .option('--interaction-widget <url>', 'widget to test beside each interaction (repeatable)', addUrl, [])
    .option('--json', 'print the report as one line of JSON', false)
    .action(test);
}

async function test(options: TestOptions): Promise<void> {
  try {
    const report = await play(options);
    process.stdout.write(`${options.json ? JSON.stringify(report) : reportText(report)}\n`);
    process.exitCode = report.outcome === 'passed' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BrowserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function play({ scenario, widget, interactionWidget }: TestOptions): Promise<ScenarioReport> {
  const browser = await launchChromium(process.cwd());
  try {
    const pageKey = newKey();
    const relay = await startRelay({ port: 0, pageKey, toolKey: newKey(), assetsFolder: join(__dirname, 'web') });
    try {
      const page = await browser.newPage();
      tellOfProblems(page);
      const address = simulatorAddress(relay.address, pageKey, {
        widgets: widget,
        interactionWidgets: interactionWidget,
      });
      await page.goto(withScenario(address, scenario));
      return await reportOf(page, longestOf(scenario) + loadingMs);
    } finally {
      await relay.dispose();
    }
  } finally {
    await browser.close();
  }
}

/**
 * The report of the page, once the scenario is over.
 * @throws BrowserError if the page is gone, or does not come to an end
 */
async function reportOf(page: Page, timeout: number): Promise<ScenarioReport> {
  try {
    // As functions, since the page's policy forbids to evaluate texts. Both run in the page.
    const isOver = () => !['running', undefined].includes(window.workspace.scenarioReport()?.outcome);
    await page.waitForFunction(isOver, undefined, { timeout });
    return v.parse(scenarioReportSchema, await page.evaluate(() => window.workspace.scenarioReport()));
  } catch (error) {
    throw new BrowserError(`The scenario was not played to its end: ${firstLine(error)}. Try it in the simulator.`);
  }
}

/** What a widget's author looks for first when a scenario fails. */
function tellOfProblems(page: Page): void {
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  page.on('pageerror', ({ message }) => tell(`Uncaught in a page: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') tell(`Console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    if (request.isNavigationRequest())
      tell(`${request.url()} could not be loaded: ${request.failure()?.errorText ?? ''}`);
  });
}
