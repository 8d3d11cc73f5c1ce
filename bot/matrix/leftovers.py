"""What the key store still has of people and rooms that the bot has nothing to do with any more.

nio never drops the devices of anybody, nor the keys of a room. So whoever was erased would stay in its file
by user id and room id. The file is written anew afterwards: SQLite leaves what was deleted in it.
"""

from collections.abc import Collection, Iterable

from nio import AsyncClient
from nio.crypto import Olm
from peewee import SqliteDatabase


def drop_leftovers(nio: AsyncClient, olm: Olm, *, rooms: Collection[str]) -> bool:
    """Drop all that is of no room among these, and of nobody in a room that we are in; whether there was any.

    What somebody is needed for stays as long as we share a room: without their devices nothing can be sent.
    """
    people = {str(nio.user_id)} | {user for room in nio.rooms.values() for user in room.users}
    assert nio.store is not None
    database = nio.store.database
    strangers = column(database, "SELECT DISTINCT user_id FROM devicekeys") - people
    left = column(
        database, "SELECT room_id FROM encryptedrooms UNION SELECT room_id FROM megolminboundsessions"
    )
    left -= set(rooms)
    if not strangers and not left:
        return False
    with database.atomic():
        for user in strangers:
            drop_person(database, user)
        for room in left:
            drop_room(database, room)
    database.execute_sql("VACUUM")
    forget(nio, olm, strangers, left)
    return True


def column(database: SqliteDatabase, query: str, *values: str) -> set[str]:
    """The first column of what a query finds."""
    return {row[0] for row in database.execute_sql(query, values)}


def drop_person(database: SqliteDatabase, user: str) -> None:
    """Drop somebody's devices, and the sessions with them."""
    devices = "(SELECT id FROM devicekeys WHERE user_id = ?)"
    theirs = f"(SELECT key FROM keys WHERE key_type = 'curve25519' AND device_id IN {devices})"  # noqa: S608
    run(
        database,
        user,
        f"DELETE FROM olmsessions WHERE sender_key IN {theirs}",  # noqa: S608 - our own words
        f"DELETE FROM devicetruststate WHERE device_id IN {devices}",  # noqa: S608
        f"DELETE FROM keys WHERE device_id IN {devices}",  # noqa: S608
        "DELETE FROM devicekeys WHERE user_id = ?",
    )


def drop_room(database: SqliteDatabase, room: str) -> None:
    """Drop the keys of a room, and that it is one."""
    sessions = "(SELECT session_id FROM megolminboundsessions WHERE room_id = ?)"
    run(
        database,
        room,
        f"DELETE FROM forwardedchains WHERE session_id IN {sessions}",  # noqa: S608
        "DELETE FROM megolminboundsessions WHERE room_id = ?",
        "DELETE FROM encryptedrooms WHERE room_id = ?",
        "DELETE FROM outgoingkeyrequests WHERE room_id = ?",
    )


def run(database: SqliteDatabase, value: str, *statements: str) -> None:
    """Do these, each with the same one value."""
    for statement in statements:
        database.execute_sql(statement, (value,))


def forget(nio: AsyncClient, olm: Olm, users: Iterable[str], rooms: Iterable[str]) -> None:
    """Drop the same from memory, from where nio would write it again."""
    for user in users:
        for device in olm.device_store[user].values():
            olm.session_store._entries.pop(device.curve25519, None)
        olm.device_store._entries.pop(user, None)
        olm.tracked_users.discard(user)
        olm.users_for_key_query.discard(user)
    for room in rooms:
        olm.inbound_group_store._entries.pop(room, None)
        olm.outbound_group_sessions.pop(room, None)
        nio.encrypted_rooms.discard(room)
