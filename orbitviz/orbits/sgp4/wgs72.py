"""The constants of WGS 72, in which all public element sets are fitted."""

MU_WGS72_KM3_S2 = 398600.8
EARTH_RADIUS_WGS72_KM = 6378.135
J2_WGS72 = 1.082616e-3
