// What the page's scripts read: the types of the renderer, as globals.
type RuleEvidence = import("../evidence.ts").RuleEvidence;
type FailureEvidence = import("../evidence.ts").FailureEvidence;
type ExchangeEvidence = import("../evidence.ts").ExchangeEvidence;
type MessageEvidence = import("../evidence.ts").MessageEvidence;
