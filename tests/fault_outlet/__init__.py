"""The Breakwater Post: a made-up paper on 127.0.0.1 whose server lies, hangs, cuts short and floods, one URL a fault.

`fault_outlet()` serves it with a second listener, the canary, that must never be asked for anything. What each URL does
is in `answers`, `packing`, `documents` and `links` (section pages whose links are the fault); what has to come of it,
in `cases`.
"""

from fault_outlet.server import FaultOutlet, fault_outlet

__all__ = ["FaultOutlet", "fault_outlet"]
