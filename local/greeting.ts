import type { Run } from './run-file.ts';

/** What a person sees when everything answers: what to open, and a line to try. The last line begins with `Ready`. */
export const greeting = (run: Run): string => `
  Inbox             ${run.mail}
  Sign-in           ${run.signin} (stands for Microsoft's: no passwords; the app leads there by itself)
  Operations        ${run.functions}/api/ops (as operator@ or auditor@fourthcoffee.example)
  API               ${run.functions}/api (key: ${run.functionKey})
  Service Bus       in memory: messages end with this process
  Details           run.json in the state folder

  Try: invite the owner of a sample subscription, open the inbox, press Save partner, and sign in as that owner.

  curl -s ${run.functions}/api/invites -H 'x-functions-key: ${run.functionKey}' -H 'content-type: application/json' \\
    -d '{"subscriptionId":"c0000000-0000-4000-8000-0000000000a1","adminEmail":"owner@contoso.example"}'

Ready. Press Ctrl-C to stop.`;
