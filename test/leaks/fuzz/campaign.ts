import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';

import { canariesIn } from './canaries';
import type { Judge, Foretold } from './judge';
import type { AgencyRequest } from './over-http-agency';
import type { Printed } from './operation';
import { Printer } from './print-operation';
import { settle, shotArbitrary, type Shot } from './shot';
import type { Request, Sender, Target } from './target';
import type { Principal, WorldReview } from './world';

/** How operations went; that enough of each kind did is part of the proof. */
export interface Tally {
  sent: number;
  /** Answered with something that only a permission lets leave. */
  disclosed: number;
  refused: number;
  /** Too large for the gateway, which the oracle does not foretell. */
  tooLarge: number;
  asked: number;
}

export interface CampaignOptions {
  readonly target: Target;
  readonly sender: Sender;
  readonly judge: Judge;
  readonly schema: GraphQLSchema;
  readonly reviews: readonly WorldReview[];
  readonly parallel: number;
}

/** A shot that showed what it must not, or hid what it must show. */
export interface Failure {
  readonly seed: number;
  readonly index: number;
  readonly faults: readonly string[];
}

/** Operations that one sample holds. */
const CHUNK = 200;

/** Sends generated operations, several at once but one per review, so that each request to an agency has one cause. */
export class Campaign {
  readonly tally: Tally = { sent: 0, disclosed: 0, refused: 0, tooLarge: 0, asked: 0 };
  readonly #options: CampaignOptions;
  readonly #running = new Map<string, { readonly foretold: Foretold; readonly faults: string[] }>();
  readonly #locks = new Map<string, Promise<unknown>>();
  /** Faults of requests that no running operation explains. */
  readonly #stray: string[] = [];

  constructor(options: CampaignOptions) {
    this.#options = options;
  }

  /** To be told of each request that an agency receives. */
  readonly onRequest = (request: AgencyRequest): void => {
    this.tally.asked += 1;
    const { judge } = this.#options;
    const running = this.#running.get(judge.reviewOf(request.handles[0] ?? '')?.id ?? '');
    (running?.faults ?? this.#stray).push(...judge.judgeRequest(request, running?.foretold));
  };

  /** @returns the first failure, or null when all `count` operations were as foretold. */
  async run({ seed, count }: { readonly seed: number; readonly count: number }): Promise<Failure | null> {
    const arbitrary = shotArbitrary(this.#options.schema, this.#options.reviews);
    for (let done = 0; done < count; done += CHUNK) {
      const numRuns = Math.min(CHUNK, count - done);
      const shots = fc.sample(arbitrary, { seed: seed + done, numRuns, unbiased: true });
      const failure = await this.#runAll(shots, seed + done);
      if (failure) return failure;
    }
    return null;
  }

  /** Shrinks a failure to a small operation; the error that fast-check throws shows it with its seed and path. */
  async shrink({ seed, index }: Failure): Promise<void> {
    const arbitrary = shotArbitrary(this.#options.schema, this.#options.reviews);
    await fc.assert(
      fc.asyncProperty(arbitrary, async (shot) => {
        const faults = await this.fire(shot);
        if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${this.#print(shot).printed.query}`);
      }),
      { seed, path: String(index), numRuns: 1, unbiased: true, interruptAfterTimeLimit: 60_000 },
    );
  }

  async #runAll(shots: readonly Shot[], seed: number): Promise<Failure | null> {
    let next = 0;
    let failure: Failure | null = null;
    const work = async (): Promise<void> => {
      while (next < shots.length && failure === null) {
        const index = (next += 1) - 1;
        const shot = shots[index];
        const faults = shot ? await this.fire(shot) : [];
        if (faults.length > 0) failure = { seed, index, faults };
      }
    };
    await Promise.all(Array.from({ length: this.#options.parallel }, work));
    const logged = canariesIn(this.#options.target.newLog());
    if (logged.length > 0) throw new Error(`Logged from seed ${String(seed)}: ${logged.join(', ')}`);
    if (this.#stray.length > 0) throw new Error(`From seed ${String(seed)}: ${this.#stray.join('\n')}`);
    return failure;
  }

  #print(shot: Shot): { readonly principal: Principal; readonly printed: Printed } {
    const { schema, reviews } = this.#options;
    const { principal, declared } = settle(shot, reviews);
    return { principal, printed: new Printer(schema, declared).print(shot.operation) };
  }

  /** What is wrong with how one operation went; empty where nothing is. */
  async fire(shot: Shot): Promise<readonly string[]> {
    const { principal, printed } = this.#print(shot);
    const foretold = this.#options.judge.foretell(printed, principal);
    const id = foretold.review ?? '';
    const before = this.#locks.get(id);
    const turn = (async () => {
      if (id !== '') await before;
      return this.#send({ ...printed, principal, method: shot.operation.method }, foretold);
    })();
    this.#locks.set(
      id,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #send(request: Request, foretold: Foretold): Promise<readonly string[]> {
    const { judge, sender } = this.#options;
    const id = foretold.review ?? '';
    const running = { foretold, faults: [] };
    this.#running.set(id, running);
    const answer = await sender.send(request);
    this.#running.delete(id);
    this.tally.sent += 1;
    if (answer.text.includes('OPERATION_TOO_LARGE')) {
      this.tally.tooLarge += 1;
      return canariesIn(answer.text).map((one) => `leaked: ${one}`);
    }
    if (foretold.refused !== null) this.tally.refused += 1;
    if (canariesIn(answer.text).length > 0) this.tally.disclosed += 1;
    return [...judge.judge(foretold, answer), ...running.faults];
  }
}
