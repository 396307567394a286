package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What settings reach nothing, since nothing was built of them. */
class BlueprintTest {

    private static final Catalog CATALOG = new Catalog(List.of(
            new Entry<>(House.class, "house", Plan.class, House::new, "a jar"),
            new Entry<>(Room.class, "room", Size.class, (size, input) -> new Room(), "a jar"),
            new Entry<>(Room.class, "suite", Suite.class, (suite, input) -> new Room(), "a jar")));

    record Size(int size) {}

    record Suite(Blueprint<Integer, Room> bath) {}

    record Rooms(Blueprint<Integer, Room> attic) {}

    record Plan(
            int floors,
            Rooms rooms,
            List<Blueprint<Integer, Room>> cellars,
            Map<String, Blueprint<Integer, Room>> halls,
            @Nullable Blueprint<Integer, Room> garage) {}

    record Site(Blueprint<Integer, House> house) {}

    record Room() {}

    /** Builds all rooms on the second floor, but the attic on the third alone. */
    private static final class House {
        House(Plan plan, Integer input) {
            plan.cellars().forEach(cellar -> cellar.build(input));
            plan.halls().values().stream().limit(plan.floors()).forEach(hall -> hall.build(input));
            if (plan.floors() > 2) {
                plan.rooms().attic().build(input);
            }
            plan.rooms().attic().leaveOut("it is on the third floor");
            plan.rooms().attic().leaveOut("a second reason");
        }
    }

    private static Blueprint<Integer, House> house(String settings) {
        String usual =
                """
                site.house {
                  type = house, floors = 1, rooms.attic { type = room, size = 1 }
                  cellars = [{ type = suite, bath { type = room, size = 2 } }]
                  halls { east { type = room, size = 3 }, west { type = suite, bath { type = room, size = 4 } } }
                }
                """;
        return new ConfigBinder(CATALOG, ConfigFactory.empty())
                .bind(ConfigFactory.parseString(usual + settings), "site", Site.class)
                .house();
    }

    @Test
    void whatNothingIsBuiltOfIsNamedByItsOutermostPath() {
        Blueprint<Integer, House> house = house("");
        house.build(1);
        assertEquals(
                List.of(
                        new LeftOut("rooms.attic", "it is on the third floor"),
                        new LeftOut("cellars.0.bath", null),
                        new LeftOut("halls.west", null)),
                house.leftOut());
    }

    @Test
    void whatIsBuiltOnceIsNotLeftOut() {
        Blueprint<Integer, House> house = house("site.house { floors = 3, garage { type = room, size = 5 } }");
        house.build(1);
        assertEquals(
                List.of(
                        new LeftOut("cellars.0.bath", null),
                        new LeftOut("halls.west.bath", null),
                        new LeftOut("garage", null)),
                house.leftOut());
    }
}
