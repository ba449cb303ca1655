"""Method, outcome and toll → how a symbol looks: shape, filling, size. Colour only repeats the filling."""

from __future__ import annotations

from sakkhi.model.incident import Method, Outcome

SHAPES: dict[str, tuple[Method, ...]] = {
    "drone": (Method.DRONE,),
    "missile": (Method.MISSILE, Method.ROCKET),
    "shell": (Method.MORTAR, Method.ARTILLERY, Method.INDIRECT_FIRE),
    "airstrike": (Method.AIRSTRIKE,),
    "bomb": (Method.IED, Method.VEHICLE_BOMB, Method.SUICIDE_BOMBING, Method.BOMBING, Method.GRENADE),
    "gun": (Method.SHOOTING, Method.ARMED_CLASH),
    "close": (Method.STABBING, Method.RAMMING, Method.ARSON, Method.ABDUCTION, Method.BOARDING),
    "other": (Method.OTHER, Method.UNKNOWN),
}
_SHAPE = {method: shape for shape, methods in SHAPES.items() for method in methods}
STRUCK = (Outcome.HIT, Outcome.MIXED)
STOPPED = (Outcome.INTERCEPTED, Outcome.FOILED)
_SIZES = ((20, 40), (5, 32), (1, 26), (0, 20))  # from this many dead on, so many pixels


def shape(method: Method) -> str:
    """The shape of a method's symbols."""
    return _SHAPE[method]


def size(killed: int) -> int:
    """The width of a symbol in pixels."""
    return next(pixels for least, pixels in _SIZES if killed >= least)
