import { logOf } from '../leaf';
import type { VerifyReport } from '../verify';
import { report } from './report';
import { counted } from './words';

/** R13: each log, walked from its first event to its last. */
export const integrity = report({
  name: 'integrity',
  code: 'R13',
  title: 'Verification of the audit record',
  question: 'Is the record whole: is nothing altered, deleted, inserted or moved?',
  parameters: ['partnerships'],
  columns: [
    { key: 'log', title: 'Log' },
    { key: 'events', title: 'Events in order' },
    { key: 'checkpoints', title: 'Checkpoints that hold' },
    { key: 'root', title: 'Root of the tree' },
    { key: 'fault', title: 'Fault' },
  ],
  async *run(source, { partnerships }) {
    const reports: VerifyReport[] = [];
    if (partnerships === undefined) reports.push(await source.verify());
    else for (const one of partnerships) reports.push(await source.verify({ log: logOf(one) }));
    const logs = reports.flatMap((one) => one.logs);
    const ok = reports.every((one) => one.ok);
    const events = logs.reduce((sum, log) => sum + log.events, 0);
    const signaturesChecked = reports.every((one) => one.signaturesChecked);
    for (const log of logs) {
      const fault = log.fault && `event ${log.fault.sequence} is ${log.fault.what}`;
      yield {
        log: log.log,
        events: log.events,
        checkpoints: log.checkpoints,
        root: log.root,
        fault: fault ?? null,
      };
    }
    const checkpoints = logs.reduce((sum, log) => sum + log.checkpoints, 0);
    const how = signaturesChecked ? 'with their signatures' : 'without the signatures, for want of keys';
    const sentence = ok
      ? `The record is whole: ${counted(events, 'event')} in ${counted(logs.length, 'log')} and ${counted(checkpoints, 'checkpoint')} checked, ${how}.`
      : 'The record was changed: the first fault of each log is named.';
    return { totals: { logs: logs.length, events, checkpoints }, ok, sentence };
  },
});
