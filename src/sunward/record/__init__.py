"""The tamper-evident record: one log per community, and the journal of its acts.

Owns: journal, outbox, tree, checkpoints, proofs, salted commitments, keys of the logs.
Never: knows another context, changes or drops an entry, signs a history that contradicts a signed one.

Pure and without Django: `merkle`, `tiles`, `notes`, `checkpoints`, `proofs`, `commitments`, `verify`.
Used from outside through `journal` (the door's ports), `queries`, `privacy`, `sequencer` and `urls`.
"""
