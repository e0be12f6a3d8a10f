import { chromium, type Browser, type Page } from 'playwright-core';

import { startDemoGateway, type DemoGateway } from '../cli/demo-gateway';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

let gateway: DemoGateway;
let browser: Browser | undefined;

beforeAll(async () => {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('Set CHROMIUM_PATH to a Chromium, or run npm test.');
  gateway = await startDemoGateway();
  browser = await chromium.launch({ executablePath, args: ARGUMENTS });
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await gateway.close();
});

/** What a page asked for, and what went wrong in it. */
interface Watched {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

async function openPage(): Promise<Watched> {
  if (browser === undefined) throw new Error('Chromium did not start.');
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // An operation that is refused is an answer to look at, and no fault of the page.
    const refused = message.location().url.endsWith('/graphql');
    if (message.type() === 'error' && !refused) complaints.push(message.text());
  });
  await page.goto(gateway.url);
  await page.waitForSelector('.graphiql-execute-button');
  return { page, requests, complaints };
}

async function actAs(page: Page, persona: string, agency: string): Promise<void> {
  await page.selectOption('#persona', persona);
  await page.getByText(`Signed in for ${agency}`).waitFor();
}

interface Sent {
  readonly operationName?: string;
}

/** Runs the operation of a tab and gives the answer once the page shows it. */
async function runTab(page: Page, tab: string): Promise<string> {
  await page.getByRole('tab', { name: tab }).click();
  for (;;) {
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.url().endsWith('/graphql')),
      page.locator('.graphiql-execute-button').click(),
    ]);
    const answer = JSON.stringify(await (await request.response())?.json());
    // GraphiQL reads the operations of a tab a moment after it is opened.
    if ((request.postDataJSON() as Sent).operationName !== tab) continue;
    await page.waitForFunction(shows(answer));
    return answer;
  }
}

/** Whether the page shows that answer; the editor draws the lines in view only, but its document is whole. */
const shows = (answer: string): string => `(() => {
  const shown = document.querySelector('.graphiql-response .CodeMirror').CodeMirror.getValue();
  try { return JSON.stringify(JSON.parse(shown)) === ${JSON.stringify(answer)}; } catch { return false; }
})()`;

describe('the GraphiQL page', () => {
  it('loads without an error and without a request that leaves this machine', async () => {
    const { page, requests, complaints } = await openPage();
    await page.getByText('Signed in for safeguarding-unit').waitFor();
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByRole('dialog').waitFor();
    expect(complaints).toEqual([]);
    expect(requests).toContain(`${gateway.url}/console/graphiql.js`);
    expect(requests.filter((url) => !url.startsWith(gateway.url) && !url.startsWith('data:'))).toEqual([]);
    await page.close();
  });

  it('acts as the persona that is chosen', async () => {
    const { page, complaints } = await openPage();
    await actAs(page, 'housing', 'housing-association');
    expect(await runTab(page, 'Viewer')).toContain('"agency":"housing-association"');
    await actAs(page, 'auditor', 'audit-office');
    expect(await runTab(page, 'Viewer')).toContain('"agency":"audit-office"');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("runs the story's operations with the variables that are filled in", async () => {
    const { page, complaints } = await openPage();
    await actAs(page, 'housing', 'housing-association');
    expect(await runTab(page, 'ContactCheckSubjects')).toMatch(/"role":"INDEX_CHILD","name":"[A-Z]/);
    const attempt = await runTab(page, 'HealthAttempt');
    expect(attempt).toContain('"category":"HEALTH","outcome":"WITHHELD"');
    expect(attempt).not.toContain('"description"');
    await actAs(page, 'nhs-trust', 'nhs-trust');
    expect(await runTab(page, 'ReviewData')).toMatch(/"agency":"council-social-care","status":"OK"/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('leaves nothing in the browser', async () => {
    const { page } = await openPage();
    await actAs(page, 'nhs-trust', 'nhs-trust');
    await runTab(page, 'ReviewData');
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(
      0,
    );
    await page.close();
  });
});
