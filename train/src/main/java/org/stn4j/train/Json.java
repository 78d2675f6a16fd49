package org.stn4j.train;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.stn4j.nn.torch.learn.LearningSettings;
import org.stn4j.nn.torch.learn.OptimizerSettings;

/** The records of a run as JSON; numbers keep every bit. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addMixIn(Schedule.class, ScheduleKinds.class)
            .addMixIn(OptimizerSettings.class, OptimizerKinds.class)
            .addMixIn(TrainingOptions.class, LaterOptions.class)
            .addMixIn(LearningSettings.class, LaterSettings.class)
            .build();

    private Json() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine"),
        @JsonSubTypes.Type(value = Schedule.Step.class, name = "step"),
        @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant")
    })
    private interface ScheduleKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OptimizerSettings.AdamW.class, name = "adamw"),
        @JsonSubTypes.Type(value = OptimizerSettings.Sgd.class, name = "sgd")
    })
    private interface OptimizerKinds {}

    /** Options that runs from before there were any go without; 0 is to have none of each. */
    private interface LaterOptions {
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        double bend();

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        int easeIn();

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        double beyond();

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        int patience();

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        double balance();
    }

    /** The same, of how a step changes the weights. */
    private interface LaterSettings {
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        double outsidePenalty();
    }

    /** A record as JSON text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of " + value, e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else; one line
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    e.getOriginalMessage().lines().findFirst().orElse("unreadable"), e);
        }
    }
}
