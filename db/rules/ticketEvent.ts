/** What the history of a ticket can hold. */
export type EventKind =
  | 'opened'
  | 'message_received'
  | 'duplicate_joined'
  | 'answer_withheld'
  | 'replied'
  | 'first_reply_accepted'
  | 'priority_changed'
  | 'assigned'
  | 'accepted'
  | 'closed'
  | 'send_decided';
