package org.wzp.relay.api;

/** One action of the operator: what it names is checked when it is executed. A group of them has one handler. */
public sealed interface OperatorCommand permits ModerationCommand, AccessCommand, FederationCommand, RelayCommand {}
