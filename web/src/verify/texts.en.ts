import type { verifyZh } from './texts.zh.ts';

export const verifyEn: typeof verifyZh = {
  title: 'Verify',
  lead: 'One tap, and your own phone checks whether what is shown here stands in the village’s log and was not changed. You need not trust anybody.',
  start: 'Verify now',
  again: 'Verify again',
  running: 'Verifying… ({done})',
  pending:
    'This was published just now and is being entered in the village’s log. It can be verified in a few seconds.',
  pendingUntil:
    'This was published just now. Residents who are signed in can verify it in a few seconds; anybody else once the log is shown to everybody, on {date}. While this page is open it refreshes by itself; or come back then.',
  verdict: {
    proved: 'Verified',
    open: 'Nothing wrong was found, but not everything is proved',
    failed: 'Verification failed',
  },
  conclusion: {
    proved: 'What is shown here stands in the village’s log and was not changed.',
    open: 'What is proved is in order. See below what is proved and what is not yet.',
    failed: 'What is shown here does not agree with the village’s log, or the log was rewritten. Do not rely on it.',
  },
  failedDo: 'What you can do:',
  failedSteps: {
    keep: 'Download the report of this check and keep it: it is the evidence.',
    tell: 'Give it to the village supervision committee, the town’s rural economy station or the county’s agriculture bureau; or tell the audit office.',
    other: 'Ask a neighbour to verify with another phone on another network, and compare.',
  },
  report: 'Download the report',
  details: 'Technical details',
  provedMark: 'proved',
  openMark: 'not proved',
  failedMark: 'wrong',
  waiting:
    'The rest can be proved after the next part of the log is shown to everybody, on {date}. While this page is open it verifies again by itself then; or come back.',
  field: {
    title: 'title',
    text: 'text',
    reason: 'reason for the correction',
    verdict: 'opinion of the supervision committee',
    reasons: 'reasons of the opinion',
    heldOn: 'date of the joint meeting',
    present: 'present at the meeting',
    explanation: 'explanation of the difference',
    difference: 'difference',
    openingDifference: 'difference of the opening',
    attachments: 'attachments',
    fileName: 'file name',
    mediaType: 'type of file',
    bytes: 'size of file',
    sha256: 'fingerprint of file',
    accounts: 'accounts',
    lineCount: 'lines',
    sections: 'other sections',
    rows: 'rows',
    item: 'item',
    itemKind: 'item of the regulation',
    quantity: 'quantity',
    increase: 'increase',
    decrease: 'decrease',
    total: 'total',
    amount: 'amount',
    counterparty: 'other party',
    note: 'note',
    version: 'version',
    period: 'period',
    from: 'from',
    to: 'to',
    kind: 'kind',
    book: 'book',
    receipts: 'money in, total',
    payments: 'money out, total',
    income: 'income, total',
    expenditure: 'expenditure, total',
  },
  step: {
    key: {
      proved: {
        base: 'The seal is the same: the log is signed with the key that this device remembers (fingerprint {fingerprint}).',
        rotated:
          'The signing key was replaced in good order on {date}: the old key ({pinned}) signed it over to the new one ({fingerprint}), which this device remembers from now on.',
      },
      open: {
        base: 'This device verifies for the first time and remembers the signing key from now on (fingerprint {fingerprint}); compare it with the one printed on the notice board.',
        rotated:
          'This device verifies for the first time and remembers the signing key from now on (fingerprint {fingerprint}). The key was replaced in good order on {date}; papers from before it show {pinned}.',
      },
      failed: {
        none: 'The signing key of this log can’t be found.',
        changed:
          'The signing key was changed: it was {pinned}, now it is {fingerprint}, and the old key did not sign for that.',
        replaced: 'Key {pinned} was replaced on {date} (by {fingerprint}), and the server still signs with it.',
        rotation: 'The statement that replaces the key is forged, or was changed: {reason}',
      },
    },
    signature: {
      proved: 'The village’s log has {size} entries; its signature holds and its hashes agree.',
      open: 'This village has no published log yet.',
      failed: {
        origin: 'The server gave another log ({origin}).',
        bad: 'The signature on the log is forged, or the log was changed.',
        broken: 'The files of the log are damaged or do not agree with the signature.',
      },
    },
    memory: {
      proved: 'All {size} entries that you saw last time ({date}) are still there, none changed, none missing.',
      open: {
        first: 'This device remembers the log from now on, so that a later check shows whether history was rewritten.',
        smaller:
          'This device saw {size} entries before, now only {now} are shown. Signed out, one sees the log about an hour late; that is normal. After a day it would not be.',
      },
      failed: {
        rewritten: 'History was rewritten: the {size} entries that you saw before no longer agree.',
        shrunk: 'Entries are missing: a day ago you saw {size}, now there are only {now}.',
      },
    },
    epoch: {
      open: {
        restored:
          'The system was restored from a backup and the log began anew (epoch {epoch}); the old one had {oldSize} entries. Reason given: {reason}. Look whether everything from before is there.',
      },
      failed: {
        denies:
          'The system says that the old log had {oldSize} entries, but this device saw {size}: entries were dropped in the restore.',
        broken: 'The log began anew, but its first entry is wrong.',
      },
    },
    inclusion: {
      proved: 'This is entry {number} of the village’s log, entered {date}.',
      open: {
        later:
          'This is entry {number}, not yet in the log as shown to the public ({size} entries); usually it is within an hour.',
        'later-at':
          'This is entry {number}; the log as shown to everybody has {size} entries so far. The next part is shown on {date}, and then this can be proved; residents who sign in can prove it now.',
        closed:
          'The server did not hand you entry {number} (your session may have ended), so it can’t be compared. Sign in again and retry.',
      },
      failed: {
        other: 'Entry {number} of the log is about something else than what is shown here.',
        broken: 'What is shown does not agree with the log: it was changed.',
      },
    },
    content: {
      proved: {
        disclosure:
          'Every amount, total, date, voucher number, account and attachment on this page is the same as in the log.',
        notice: 'Version and attachments of this notice are the same as in the log.',
        resolution: 'Number, days, budget and every figure of the vote on this resolution are the same as in the log.',
        tally:
          'Every number of this result is the same as in the log. To count the ballots themselves again, use the recount on this page.',
      },
      failed: {
        differs: 'The page shows otherwise than the log says (page ≠ log): {reason}',
        digest: 'This text does not match its fingerprint in the log: it was changed. {reason}',
        unproved: 'The page shows this text, and the server gives nothing to prove it: {reason}',
      },
    },
    texts: { proved: '{count} names and texts were compared one by one; all match their fingerprints in the log.' },
    withheld: {
      open: '{count} names are shown masked, as the rules ask (张*). You may not see what is masked, so it was not compared.',
    },
    erased: {
      open: '{count} texts were erased by law; the log keeps their fingerprints alone, so they were not compared.',
    },
    'heads-key': {
      proved: {
        base: 'The signing key of the log of heads is the same too (fingerprint {fingerprint}).',
        rotated: 'The signing key of the log of heads was replaced in good order on {date} ({pinned} → {fingerprint}).',
      },
      open: 'This device remembers the signing key of the log of heads from now on (fingerprint {fingerprint}).',
      failed: {
        none: 'The signing key of the log of heads can’t be found.',
        changed:
          'The signing key of the log of heads was changed: {pinned} → {fingerprint}, and the old key did not sign for that.',
        replaced: 'Key {pinned} of the log of heads was replaced on {date}, and the server still signs with it.',
        rotation: 'The statement that replaces the key is forged, or was changed: {reason}',
      },
    },
    heads: {
      proved: {
        base: 'The log of heads has {size} entries; its signature holds.',
        shown:
          'In the log of heads, which everybody is shown, the village’s log is this very one (its first {size} entries), not one made for you.',
      },
      open: {
        missing: 'There is no log of heads yet, so it can’t be proved that everybody is shown the same.',
        'not-yet': 'The village’s log does not stand in the log of heads yet; usually it does within an hour.',
        'not-yet-at':
          'The village’s log does not stand in the log of heads yet; it is entered on {date}, and then it can be proved that everybody sees the same.',
        'next-at':
          'The first {size} entries of the village’s log are the same for everybody. This one is newer: it enters the log of heads on {date}, and then the same can be proved of it.',
        next: 'The log of heads shows the village’s log up to entry {size}; this one is newer and will be in the next (hourly).',
      },
      failed: {
        origin: 'The server gave another log of heads ({origin}).',
        bad: 'The signature on the log of heads is forged, or it was changed.',
        broken: 'The village’s log that you are shown is not the one shown to everybody.',
      },
    },
    'heads-memory': {
      proved: 'The log of heads agrees with what you saw last time ({date}).',
      open: {
        first: 'This device remembers the log of heads from now on, too.',
        smaller: 'The log of heads is shorter than before ({size} → {now}). Try again later.',
      },
      failed: {
        rewritten: 'The log of heads was rewritten (you saw {size} entries before).',
        shrunk: 'The log of heads became shorter ({size} → {now}).',
      },
    },
    witnesses: {
      proved: {
        all: 'All {of} outside witnesses have seen these very heads and cosigned them, last on {date}: {names}.',
        quorum:
          '{count} of {of} outside witnesses have seen these very heads and cosigned them, last on {date}: {names}; {needed} are enough. Missing: {missing}.',
      },
      open: {
        none: 'Shown by the operator alone: no outside witness watches the log of heads, so only comparing with others shows whether everybody sees the same.',
        absent:
          'Shown by the operator alone: of the {of} outside witnesses none has cosigned these heads yet. Missing: {missing}.',
        partial:
          'Only {count} of {of} outside witnesses have cosigned these heads ({names}), and {needed} are needed. Missing: {missing}.',
        dropped:
          'Witnesses that this device was told of before are not named any more: {missing}. Ask the operator, and them, why.',
      },
      failed: { forged: 'The cosignature of witness {names} is forged, or the heads were changed.' },
    },
    network: {
      open: 'The network broke off or the server did not answer; the check is not finished. That is no sign of anything wrong. Try again later.',
    },
  },
  static: {
    open: 'Open it here',
    offer:
      'Rather not use this site’s own verifier? Download it as one file, open it from anywhere, and check this site with it.',
    download: 'Download the verifier',
    keep: 'Before you change phones, or to have evidence for years, save the checkpoint that this device remembers:',
    save: 'Save the checkpoint',
  },
};
