import type { verifyZh } from './texts.zh.ts';

export const verifyEn: typeof verifyZh = {
  title: 'Verify',
  lead: 'One tap, and your own phone checks whether what is shown here stands in the village’s log and was not changed. You need not trust anybody.',
  start: 'Verify now',
  again: 'Verify again',
  running: 'Verifying… ({done})',
  pending:
    'This was published just now and is being entered in the village’s log. It can be verified in a few seconds.',
  verdict: {
    proved: 'Verified',
    open: 'Nothing wrong was found, but not everything is proved',
    failed: 'Verification failed',
  },
  conclusion: {
    proved: 'What is shown here stands in the village’s log and was not changed.',
    open: 'See below what is proved and what is not. You can verify again in a while.',
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
  names:
    'Of names and texts the log holds fingerprints alone (so that personal data can be erased by law): what is compared here are amounts, dates, voucher numbers and accounts, not names and texts.',
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
        closed:
          'The server did not hand you entry {number} (your session may have ended), so it can’t be compared. Sign in again and retry.',
      },
      failed: {
        other: 'Entry {number} of the log is about something else than what is shown here.',
        broken: 'What is shown does not agree with the log: it was changed.',
      },
    },
    content: {
      proved: 'Every amount, date, voucher number and account on this page is the same as in the log.',
      failed: 'The page shows otherwise than the log says (page ≠ log): {reason}',
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
      proved: '{count} outside witnesses cosigned it.',
      open: 'No outside witness has cosigned it yet: it is shown by the operator alone.',
    },
    network: {
      open: 'The network broke off or the server did not answer; the check is not finished. That is no sign of anything wrong. Try again later.',
    },
  },
  static: {
    offer:
      'Rather not use this site’s own verifier? Download it as one file, open it from anywhere, and check this site with it.',
    download: 'Download the verifier',
    keep: 'Before you change phones, or to have evidence for years, save the checkpoint that this device remembers:',
    save: 'Save the checkpoint',
  },
};
